import JSON
import Vocabulary

/// The shape of the input file as JSON Schema, for editors. Made of the same tables that read the file.
package struct EnvironmentSchema {
  /// JSON Schema 2020-12; the same bytes every time, with a line end.
  package static func json() -> String {
    let words = [RootShape.extends.name, RootShape.fleet.name]
    let root: [(key: String, value: JSONValue)] = [
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("Syncshift environment")),
      ("description", .text("One Active Directory and Entra estate, and how it moves from Connect Sync to Cloud Sync.")),
      ("if", .object([("anyOf", .array(words.map { .object([("required", .array([.text($0)]))]) }))])),
      ("then", .object([("$ref", .text("#/$defs/part"))])), ("else", .object([("$ref", .text("#/$defs/whole"))])),
      (
        "$defs",
        .object([
          ("whole", .object(Self(isPart: false).object(RootShape.file))),
          ("part", .object(Self(isPart: true).object(RootShape.file))),
        ])
      ),
    ]
    return String(decoding: JSONValue.object(root).bytes, as: UTF8.self)
  }

  /// A file that says a part only, because others say the rest: one that extends another one, or a fleet. Nothing is required there, and entries and keys
  /// of the base may be removed.
  private let isPart: Bool

  private static let removal: (key: String, value: JSONValue) = (
    "remove",
    .object([
      (
        "description",
        .text(
          "In an entry of a list, yes takes out the base's entry of that name; elsewhere, a list of keys to take out of the base."
        )
      ),
      (
        "oneOf",
        .array([
          .object([("enum", .array([.text("yes")]))]),
          .object([("type", .text("array")), ("items", .object([("type", .text("string"))]))]),
        ])
      ),
    ])
  )

  private func object(_ shape: ObjectShape) -> [(key: String, value: JSONValue)] {
    let required =
      isPart ? [] : shape.fields.filter { if case .required = $0.presence { true } else { false } }
    var entries: [(key: String, value: JSONValue)] = [
      ("type", .text("object")),
      ("properties", .object(shape.fields.map { ($0.name, .object(property($0))) } + (isPart ? [Self.removal] : []))),
    ]
    if !required.isEmpty { entries.append(("required", .array(required.map { .text($0.name) }))) }
    if !shape.exactlyOneOf.isEmpty, !isPart {
      entries.append(
        ("oneOf", .array(shape.exactlyOneOf.map { .object([("required", .array([.text($0)]))]) })))
    }
    if shape.others == nil { entries.append(("additionalProperties", .boolean(false))) }
    return entries
  }

  private func property(_ field: FieldDescription) -> [(key: String, value: JSONValue)] {
    var entries: [(key: String, value: JSONValue)] = [("description", .text(field.documentation))]
    // A table is whole even in a file that is not.
    let isTable = field.name.utf8.elementsEqual(RootShape.fleet.name.utf8)
    entries += Self(isPart: isPart && !isTable).type(field.type)
    if case .defaultsTo(let text) = field.presence { entries.append(("default", Self.defaultValue(text, field.type))) }
    return entries
  }

  private func type(_ type: TypeDescription) -> [(key: String, value: JSONValue)] {
    switch type {
    case .scalar(let scalar): return Self.scalar(scalar)
    case .object(let shape): return object(shape)
    case .scalarOr(let scalar, let other):
      return [("oneOf", .array([.object(Self.scalar(scalar)), .object(self.type(other))]))]
    case .map(let key, let value):
      return [
        ("type", .text("object")), ("propertyNames", .object(Self.scalar(key))),
        ("additionalProperties", .object(Self.scalar(value))),
      ]
    case .list(let element, let atLeast, _):
      var entries: [(key: String, value: JSONValue)] = [("type", .text("array")), ("items", .object(self.type(element)))]
      if atLeast > 0 { entries.append(("minItems", .number(atLeast))) }
      return entries
    }
  }

  private static func scalar(_ scalar: ScalarDescription) -> [(key: String, value: JSONValue)] {
    if let bounds = scalar.bounds {
      if bounds.count == 1 { return [("const", .number(bounds.lowerBound))] }
      return [
        ("type", .text("integer")), ("minimum", .number(bounds.lowerBound)), ("maximum", .number(bounds.upperBound)),
      ]
    }
    if !scalar.choices.isEmpty { return [("enum", .array(scalar.choices.map { .text($0.text) }))] }
    var entries: [(key: String, value: JSONValue)] = [("type", .text("string"))]
    if let pattern = scalar.pattern { entries.append(("pattern", .text(pattern))) }
    entries.append(("minLength", .number(1)))
    if let longest = scalar.longest { entries.append(("maxLength", .number(longest))) }
    return entries
  }

  /// A default as a value of its type; lists are written as `[a, b]`.
  private static func defaultValue(_ text: String, _ type: TypeDescription) -> JSONValue {
    switch type {
    case .scalar(let scalar) where scalar.bounds != nil: return .number(Int(text) ?? 0)
    case .list:
      let items = text.utf8.dropFirst().dropLast().split(separator: UInt8(ascii: ","))
      return .array(
        items.map { item in .text(String(decoding: item.drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)) })
    default: return .text(text)
    }
  }
}
