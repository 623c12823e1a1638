import Diagnostics
import Input
import Vocabulary

extension ScalarRule where Value == DistinguishedName {
  /// RFC 4514, 2,000 characters at most.
  static let distinguishedName = ScalarRule<DistinguishedName>(
    ScalarDescription(title: "a distinguished name", pattern: "^[A-Za-z0-9.-]+ *=", longest: longestName)
  ) { scalar throws(ValueProblem) in
    let text = try ScalarRule<String>.singleLine(scalar)
    try ScalarRule<String>.checkLength(text, "a distinguished name", longestName)
    let name: DistinguishedName
    do throws(DistinguishedNameError) {
      name = try DistinguishedName(parsing: text)
    } catch {
      throw ValueProblem(
        .invalidDistinguishedName, "the distinguished name \(MessageText.quote(text)) \(error.problem)",
        hint: "write it as Active Directory shows it, such as 'OU=Sales,DC=contoso,DC=com'", offset: error.offset)
    }
    // An escape such as \0A or \E2\80\AE brings back what the reader of the file refuses.
    for pair in name.components.flatMap(\.pairs) {
      if let scalar = pair.value.unicodeScalars.first(where: { !MessageText.isVisible($0) }) {
        throw ValueProblem(
          .hiddenCharacterInName,
          "the distinguished name \(MessageText.quote(text)) holds \(MessageText.codePoint(scalar)) behind an escape",
          hint: "rename the object in Active Directory, or choose another one")
      }
    }
    return name
  }
}

private let longestName = 2_000

extension ScalarRule where Value == SourceAnchor {
  /// Any attribute is read; whether Cloud Sync can use it is a finding.
  static let sourceAnchor = ScalarRule<SourceAnchor>(ScalarRule<String>.attributeName.description) {
    scalar throws(ValueProblem) in SourceAnchor(attribute: try ScalarRule<String>.attributeName.parse(scalar))
  }
}
