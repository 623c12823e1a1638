import ConnectExport
import Vocabulary

/// The rules of one export, sorted by whose they are.
struct RuleSorting {
  /// Ours, installed by a kit of this tenant.
  let own: [ExportRule]
  /// Microsoft's own. Their tag begins with `Microsoft.`, the Configuration Documenter's own test.
  let standard: [ExportRule]
  /// The site's.
  let custom: [ExportRule]

  init(_ export: ServerExport, _ environment: Environment) {
    let ids = Set(RuleIdentity.all(environment).map(\.id))
    own = export.rules.filter { ids.contains($0.id) }
    let others = export.rules.filter { !ids.contains($0.id) }
    standard = others.filter { $0.immutableTag.utf8.starts(with: "Microsoft.".utf8) }
    custom = others.filter { !$0.immutableTag.utf8.starts(with: "Microsoft.".utf8) }
  }
}

/// What a rule of the site's does, by the most that it does.
enum CustomRuleClass: String, CaseIterable {
  case filter, join
  case multiSource = "multi-source"
  case simpleExpression = "simple-expression"

  init(_ rule: ExportRule) {
    func isMerge(_ mapping: ExportRule.Mapping) -> Bool {
      if foldedASCII(mapping.mergeType).starts(with: Array("merge".utf8)) { return true }
      // Values with which a rule says that another source is to decide, or none.
      guard case .expression(let text, sources: _) = mapping.source else { return false }
      return ["authoritativenull", "ignorethisflow"].contains { contains(foldedASCII(text), $0) }
    }
    if rule.mappings.contains(where: { foldedASCII($0.destination.text) == Array("cloudfiltered".utf8) }) {
      self = .filter
    } else if rule.joins.contains(where: { !$0.isEmpty }) || rule.linkType == .provision || rule.linkType == .stickyJoin {
      self = .join
    } else if rule.mappings.contains(where: isMerge) {
      self = .multiSource
    } else {
      self = .simpleExpression
    }
  }

  var title: String {
    switch self {
    case .filter: "filters objects (cloudFiltered)"
    case .join: "joins or provisions objects"
    case .multiSource: "merges values from several sources"
    case .simpleExpression: "computes attributes of an object from its own"
    }
  }

}

/// Whether the bytes hold the word somewhere.
func contains(_ bytes: [UInt8], _ word: String) -> Bool {
  let word = Array(word.utf8)
  guard bytes.count >= word.count else { return false }
  return (0...(bytes.count - word.count)).contains { bytes[$0..<$0 + word.count].elementsEqual(word) }
}
