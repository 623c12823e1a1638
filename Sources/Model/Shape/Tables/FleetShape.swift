import Input

/// The keys of `fleet`. The room Input reads them, since a row becomes an environment before this room sees it; here they are for editors, the reference
/// page and `explain`.
enum FleetShape {
  static let shape = ObjectShape(title: FleetReader.key, fields: FleetKey.allCases.map(field))

  private static let row = ObjectShape(
    title: "row", fields: [RootShape.environment.description],
    others: "the key path of a value, such as `tenant.name` or `forests[contoso.com].connector.name`, with the value.")

  private static func field(_ key: FleetKey) -> FieldDescription {
    switch key {
    case .rows:
      FieldDescription(
        name: key.rawValue,
        type: .scalarOr(
          ScalarRule<String>.text("a path", longest: 4_096).description,
          .list(of: .object(row), atLeast: 1, key: RootShape.environment.name)),
        presence: .required,
        documentation:
          "The table: a CSV file, relative to this one, whose first row names the columns by their key paths, or the rows themselves. Each row is an "
          + "environment; an empty cell leaves the value of the base.",
        citations: [])
    case .separator:
      FieldDescription(
        name: key.rawValue,
        type: .scalar(separator),
        presence: .optional,
        documentation:
          "What stands between the cells of the CSV file. Needed where its first row holds several of comma, semicolon and tab, and for a bar.",
        citations: [])
    }
  }

  /// A single character stands in quotes, since some of them mean something else to YAML.
  private static let separator = {
    let spellings = TableSeparator.allCases.map(\.spelling)
    let (letters, words) = (spellings.filter { $0.utf8.count == 1 }, spellings.filter { $0.utf8.count > 1 })
    return ScalarDescription(
      title: (letters.map { "\"\($0)\"" } + words).joined(separator: " or "),
      pattern: "^([\(letters.joined())]|\(words.joined(separator: "|")))$")
  }()
}
