import Vocabulary

/// The reference page of the input file. Made of the same tables that read the file.
package enum EnvironmentReference {
  /// Markdown with a table of each mapping's keys, in the order of the tables.
  package static func markdown() -> String {
    var out = """
      # The environment file

      One YAML file describes one estate. Every key is listed here; a key that is not is an error. `syncshift schema` prints the same
      as JSON Schema for editors, and `syncshift explain KEY` prints one of them.

      YAML's own types do not count: a value is read as a text, and the key decides what it means. Answers are the words `yes`, `no` and,
      for facts, `unknown`. Texts stand in one line.


      """
    out += section("Top level", RootShape.file, level: 2)
    for field in RootShape.file.fields { out += sections(field.name, field.type) }
    return out
  }

  private static func sections(_ path: String, _ type: TypeDescription) -> String {
    switch type {
    case .scalarOr(_, let other): sections(path, other)
    case .object(let shape):
      section("`\(path)`", shape, level: 2) + shape.fields.map { sections("\(path).\($0.name)", $0.type) }.joined()
    case .list(let element, _, _): sections(path + "[]", element)
    case .scalar, .map: ""
    }
  }

  private static func section(_ title: String, _ shape: ObjectShape, level: Int) -> String {
    var out = "\(String(repeating: "#", count: level)) \(title)\n\n"
    out += "| Key | Value | Default | Meaning |\n| --- | --- | --- | --- |\n"
    for field in shape.fields {
      out += "| `\(field.name)` | \(cell(field.accepted)) | \(presence(field)) | \(cell(meaning(field))) |\n"
    }
    if let others = shape.others { out += "\nOther keys: \(others)\n" }
    for refused in shape.refused { out += "\n`\(refused.name)` is refused: \(refused.code.explanation)\n" }
    if !shape.exactlyOneOf.isEmpty {
      out += "\nExactly one of \(shape.exactlyOneOf.map { "`\($0)`" }.joined(separator: ", ")) is written.\n"
    }
    return out + "\n" + choices(shape)
  }

  private static func presence(_ field: FieldDescription) -> String {
    switch field.presence {
    case .required: "required"
    case .optional: ""
    case .defaultsTo(let text): "`\(text)`"
    }
  }

  private static func meaning(_ field: FieldDescription) -> String {
    guard !field.citations.isEmpty else { return field.documentation }
    return "\(field.documentation) Source: \(field.citations.map { "\($0.key) (\($0.date))" }.joined(separator: ", "))."
  }

  /// The meaning of each word of a choice; answers speak for themselves.
  private static func choices(_ shape: ObjectShape) -> String {
    shape.fields.compactMap { field -> String? in
      let scalar: ScalarDescription
      switch field.type {
      case .scalar(let description), .list(of: .scalar(let description), _, _): scalar = description
      default: return nil
      }
      guard scalar.choices.contains(where: { $0.meaning.utf8.count > $0.text.utf8.count }), !scalar.isAnswer else { return nil }
      let items = scalar.choices.map { "- `\($0.text)`: \($0.meaning)\n" }.joined()
      return "`\(field.name)`:\n\n\(items)\n"
    }.joined()
  }

  private static func cell(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.flatMap { $0 == "|" ? ["\\", "|"] : [$0] }))
  }
}
