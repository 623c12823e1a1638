import Diagnostics

/// Puts libyaml's events together to nodes. It keeps its own stack, so no input can overflow the program's.
struct NodeBuilder {
  let text: SourceText
  let limits: InputLimits
  var diagnostics: DiagnosticList

  /// The lists and mappings that are open, the innermost last.
  var open: [OpenCollection] = []
  /// Where the last value in quotes stands, for messages about what follows it.
  private(set) var lastQuoted: Range<Int>?
  /// How many characters libyaml had looked at when reading ended.
  private(set) var workedThrough = 0
  private var root: Node?
  private var nodeCount = 0
  /// How deep we are inside a part that is nested too deep to be kept.
  private var skipping = 0

  init(text: SourceText, limits: InputLimits, diagnostics: DiagnosticList) {
    self.text = text
    self.limits = limits
    self.diagnostics = diagnostics
  }

  /// Asks libyaml for no more than it takes to know that reading is at its end: what it works through before the next event
  /// is bounded (one line, at most 1,024 characters of a possible key), so a limit that stops us stops it as well.
  mutating func build(from bytes: UnsafeBufferPointer<UInt8>) -> Node? {
    var events = EventStream(bytes)
    defer { workedThrough = events.position }
    do {
      reading: while true {
        let event = try events.next()
        switch event.kind {
        case .streamEnd: break reading
        case .documentEnd:
          guard event.start == text.scalar(ofByte: bytes.count) else {
            reportTextAfterEnd(at: event.start)
            return nil
          }
          break reading
        default:
          take(event)
          if !mayGoOn(at: event) { return nil }
        }
      }
    } catch {
      diagnostics.report(SyntaxErrorWording(text: text, error: error, lastQuoted: lastQuoted).diagnostic)
      return nil
    }
    guard let root, !root.isNothing else {
      let top = SourcePosition(line: 1, column: 1)
      diagnostics.report(
        .emptyFile, "the file describes nothing", at: SourceRange(file: text.name, start: top, end: top),
        hint: "begin with 'version: 1' and 'environment: NAME'")
      return nil
    }
    return root
  }

  private mutating func take(_ event: YAMLEvent) {
    switch event.kind {
    case .streamStart, .streamEnd, .documentStart, .documentEnd: return
    case .sequenceEnd, .mappingEnd:
      skipping > 0 ? leaveSkipped(event) : close(event)
    case .sequenceStart, .mappingStart:
      nodeCount += 1
      checkProperties(of: event)
      if skipping > 0 || open.count == limits.depth { enterSkipped(event) } else { start(event) }
    case .alias:
      nodeCount += 1
      report(.yamlAlias, "an alias is not allowed", event.start, event.end, hint: "write the value again in this place")
      if skipping == 0 { attach(nothing(at: event), start: event.start, end: event.end) }
    case .scalar(let style):
      nodeCount += 1
      checkProperties(of: event)
      if style == .quoted { lastQuoted = event.start..<event.end }
      guard skipping == 0 else { return }
      let end = contentEnd(of: event, style: style)
      let scalar = Node.Scalar(text: event.text, style: style, range: text.range(event.start, end))
      checkScalar(scalar, of: event, end: end)
      attach(.scalar(scalar), start: event.start, end: end)
    }
  }

  private mutating func start(_ event: YAMLEvent) {
    if case .mappingStart = event.kind {
      open.append(OpenCollection(isMapping: true, isFlow: event.isFlow, start: event.start))
    } else {
      open.append(OpenCollection(isMapping: false, isFlow: event.isFlow, start: event.start))
    }
  }

  /// A block collection ends with its last part, not, as libyaml has it, where the next thing begins.
  private mutating func close(_ event: YAMLEvent) {
    let collection = open.removeLast()
    let end = collection.isFlow && event.end > event.start ? event.end : collection.end
    attach(collection.node(at: text.range(collection.start, end)), start: collection.start, end: end)
  }

  private mutating func attach(_ node: Node, start: Int, end: Int) {
    guard let last = open.indices.last else {
      root = node
      return
    }
    // Read in place: a copy of the collection would make the next change copy all it holds.
    if !open[last].isMapping {
      open[last].add(item: node, end: end)
    } else if let key = open[last].key {
      // `? key` without a value: libyaml puts the empty value where the next thing begins.
      let isAfterKey = node.isNothing && start == end && !hasColon(before: start)
      open[last].add(value: isAfterKey ? nothing(at: key.end) : node, end: isAfterKey ? key.end : end)
    } else {
      let usable = usableKey(node, start: start, end: end)
      open[last].begin(key: usable, at: node.range, end: end)
    }
  }

  private func hasColon(before index: Int) -> Bool {
    let byte = text.byte(ofScalar: index)
    return byte > 0 && text.bytes[byte - 1] == UInt8(ascii: ":")
  }

  // MARK: Too deep

  private mutating func enterSkipped(_ event: YAMLEvent) {
    if skipping == 0 {
      report(
        .nestingTooDeep, "lists and mappings stand more than \(limits.depth) deep inside one another", event.start,
        event.start + 1, hint: "remove what is nested here")
    }
    skipping += 1
  }

  private mutating func leaveSkipped(_ event: YAMLEvent) {
    skipping -= 1
    if skipping == 0 { attach(nothing(at: event), start: event.start, end: event.end) }
  }

  /// False, with a message, when a limit of the whole file is reached.
  private mutating func mayGoOn(at event: YAMLEvent) -> Bool {
    if nodeCount > limits.nodes {
      report(
        .tooManyNodes, "the file holds more than \(limits.nodes) keys, values, lists and mappings", event.start, event.end,
        hint: "split it into one file for each environment")
      return false
    }
    if diagnostics.all.count >= limits.problems {
      Self.reportTooManyProblems(in: text, at: event.end, limits: limits, into: &diagnostics)
      return false
    }
    // Said once, at the first level that is too deep; further down libyaml would only get slower.
    return skipping <= limits.depth
  }

  static func reportTooManyProblems(
    in text: SourceText, at index: Int, limits: InputLimits, into diagnostics: inout DiagnosticList
  ) {
    diagnostics.report(
      .tooManyProblems, "reading stops here after \(limits.problems) messages about this file", at: text.range(index, index),
      hint: "repair what is listed and run again")
  }

  // MARK: Places

  private func contentEnd(of event: YAMLEvent, style: Node.Scalar.Style) -> Int {
    guard style == .block else { return event.end }
    // Without any text, the mark of the block alone: a comment may follow it on the line.
    return event.text.utf8.isEmpty ? event.start + 1 : text.trimmed(from: event.start, to: event.end)
  }

  private func nothing(at event: YAMLEvent) -> Node {
    .scalar(Node.Scalar(text: "", style: .plain, range: text.range(event.start, event.end)))
  }

  private func nothing(at index: Int) -> Node {
    .scalar(Node.Scalar(text: "", style: .plain, range: text.range(index, index)))
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, _ start: Int, _ end: Int, hint: String, notes: [Diagnostic.Note] = []
  ) {
    diagnostics.report(code, message, at: text.range(start, end), hint: hint, notes: notes)
  }
}

extension Node {
  /// An empty scalar that is not quoted, `~` or `null`.
  fileprivate var isNothing: Bool {
    if case .scalar(let scalar) = self { scalar.isNull } else { false }
  }
}
