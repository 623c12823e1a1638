/// What libyaml tells, one piece after the other. Marks count unicode scalars from the start of the text.
struct YAMLEvent {
  enum Kind {
    case streamStart, documentStart, documentEnd, streamEnd, alias
    case scalar(Node.Scalar.Style)
    case sequenceStart, sequenceEnd, mappingStart, mappingEnd
  }

  var kind: Kind
  var start: Int
  var end: Int
  /// Of a scalar, with escapes resolved and line ends as LF.
  var text = ""
  /// A scalar in double quotes, the only kind that knows escapes.
  var hasEscapes = false
  /// A list in brackets or a mapping in braces.
  var isFlow = false
  var hasAnchor = false
  var hasTag = false
}

/// Why libyaml cannot go on, in its own words.
struct YAMLSyntaxError: Error {
  /// Such as "did not find expected key".
  var problem: String
  /// Such as "while parsing a block mapping"; empty when there is none.
  var context: String
  var problemIndex: Int
  var contextIndex: Int
}
