import Vocabulary

/// A key with a single value.
struct Field<Value: Sendable>: Sendable {
  let description: FieldDescription
  let rule: ScalarRule<Value>
  /// Taken when the key is absent; nil for required and for optional keys.
  let fallback: Value?

  var name: String { description.name }

  static func required(
    _ name: String, _ rule: ScalarRule<Value>, _ documentation: String, from citations: [Citation] = []
  ) -> Field {
    Field(name, rule, nil, .required, documentation, citations)
  }

  static func optional(
    _ name: String, _ rule: ScalarRule<Value>, _ documentation: String, from citations: [Citation] = []
  ) -> Field {
    Field(name, rule, nil, .optional, documentation, citations)
  }

  /// - Parameter text: the default as one would write it.
  static func defaulted(
    _ name: String, _ rule: ScalarRule<Value>, to fallback: Value, written text: String, _ documentation: String,
    from citations: [Citation] = []
  ) -> Field {
    Field(name, rule, fallback, .defaultsTo(text), documentation, citations)
  }

  private init(
    _ name: String, _ rule: ScalarRule<Value>, _ fallback: Value?, _ presence: FieldDescription.Presence,
    _ documentation: String, _ citations: [Citation]
  ) {
    description = FieldDescription(
      name: name, type: .scalar(rule.description), presence: presence, documentation: documentation, citations: citations)
    self.rule = rule
    self.fallback = fallback
  }
}

/// A key with a list of single values.
struct ListField<Value: Sendable>: Sendable {
  let description: FieldDescription
  let rule: ScalarRule<Value>
  let atLeast: Int

  var name: String { description.name }

  init(
    _ name: String, of rule: ScalarRule<Value>, atLeast: Int = 0, default fallback: String? = nil, _ documentation: String,
    from citations: [Citation] = []
  ) {
    description = FieldDescription(
      name: name, type: .list(of: .scalar(rule.description), atLeast: atLeast, key: nil),
      presence: fallback.map { .defaultsTo($0) } ?? (atLeast > 0 ? .required : .optional), documentation: documentation,
      citations: citations)
    self.rule = rule
    self.atLeast = atLeast
  }
}

/// A key with one value for each name, both free within their rules.
struct MapField<Value: Sendable>: Sendable {
  let description: FieldDescription
  let key: ScalarRule<String>
  let rule: ScalarRule<Value>

  var name: String { description.name }

  init(_ name: String, key: ScalarRule<String>, value rule: ScalarRule<Value>, _ documentation: String) {
    description = FieldDescription(
      name: name, type: .map(key: key.description, value: rule.description), presence: .optional, documentation: documentation,
      citations: [])
    self.key = key
    self.rule = rule
  }
}
