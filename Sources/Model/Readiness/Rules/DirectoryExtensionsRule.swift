import Diagnostics
import Vocabulary

/// Directory extension attributes.
enum DirectoryExtensionsRule {
  static let code = FindingCode(
    "directory-extensions",
    limit:
      "Cloud Sync writes directory extensions of two applications only: CloudSyncCustomExtensionsApp and Connect's Tenant Schema "
      + "Extension App. The agent finds new attributes after a restart. Microsoft's wizard refuses such estates.",
    citations: [.customAttributes, .migrationTool])

  static let rule = ReadinessRule(code) { environment in
    let answer = environment.facts[.directoryExtensions]
    let listed = environment.domains.flatMap(\.domain.cloudSync.directoryExtensions)
    switch answer.value {
    case .unknown where listed.isEmpty: return [ReadinessRule.question(code, .directoryExtensions, answer)]
    case .no where listed.isEmpty: return []
    case .yes where listed.isEmpty:
      return [
        code.finding(
          .blocker, fact: "Connect Sync synchronizes directory extensions, and no domain lists any for Cloud Sync.",
          remedy: "List the attributes at 'cloud-sync: directory-extensions' of each domain, or sign off that they stand still.",
          at: answer)
      ]
    default:
      return [
        code.finding(
          .partial, fact: "Directory extensions are synchronized: \(names(listed)).",
          remedy: "Restart the agents so that they find the attributes, and compare them for the test objects.", at: answer)
      ]
    }
  }

  private static func names(_ listed: [Located<String>]) -> String {
    var names: [String] = []
    for name in listed.map(\.value) where !names.contains(where: { isSameName($0, name) }) { names.append(name) }
    return names.joined(separator: ", ")
  }
}
