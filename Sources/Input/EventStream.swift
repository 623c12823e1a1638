import CLibYAML

/// libyaml's parser over one text; frees what it holds when it goes.
struct EventStream: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// - Parameter bytes: valid UTF-8 without a byte order mark. It must outlive the stream.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else { fatalError("libyaml: out of memory") }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The scalar that libyaml has come to, ahead of the events it gave.
  var position: Int { Int(parser.pointee.mark.index) }

  mutating func next() throws(YAMLSyntaxError) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    return Self.copy(event)
  }

  private static func copy(_ event: yaml_event_t) -> YAMLEvent {
    func made(_ kind: YAMLEvent.Kind) -> YAMLEvent {
      YAMLEvent(kind: kind, start: Int(event.start_mark.index), end: Int(event.end_mark.index))
    }
    switch event.type {
    case YAML_STREAM_START_EVENT: return made(.streamStart)
    case YAML_DOCUMENT_START_EVENT: return made(.documentStart)
    case YAML_DOCUMENT_END_EVENT: return made(.documentEnd)
    case YAML_ALIAS_EVENT: return made(.alias)
    case YAML_SEQUENCE_END_EVENT: return made(.sequenceEnd)
    case YAML_MAPPING_END_EVENT: return made(.mappingEnd)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      var result = made(.scalar(style(scalar.style)))
      result.text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: Int(scalar.length)), as: UTF8.self)
      result.hasEscapes = scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
      result.hasAnchor = scalar.anchor != nil
      result.hasTag = scalar.tag != nil
      return result
    case YAML_SEQUENCE_START_EVENT:
      let sequence = event.data.sequence_start
      var result = made(.sequenceStart)
      result.isFlow = sequence.style == YAML_FLOW_SEQUENCE_STYLE
      result.hasAnchor = sequence.anchor != nil
      result.hasTag = sequence.tag != nil
      return result
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      var result = made(.mappingStart)
      result.isFlow = mapping.style == YAML_FLOW_MAPPING_STYLE
      result.hasAnchor = mapping.anchor != nil
      result.hasTag = mapping.tag != nil
      return result
    default: return made(.streamEnd)
    }
  }

  private static func style(_ style: yaml_scalar_style_t) -> Node.Scalar.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    default: .plain
    }
  }

  private func failure() -> YAMLSyntaxError {
    let state = parser.pointee
    guard state.error != YAML_MEMORY_ERROR else { fatalError("libyaml: out of memory") }
    let hasPlace = state.error == YAML_SCANNER_ERROR || state.error == YAML_PARSER_ERROR
    let problem = hasPlace ? Int(state.problem_mark.index) : Int(state.mark.index)
    return YAMLSyntaxError(
      problem: state.problem.map { String(cString: $0) } ?? "", context: state.context.map { String(cString: $0) } ?? "",
      problemIndex: problem, contextIndex: hasPlace && state.context != nil ? Int(state.context_mark.index) : problem)
  }
}
