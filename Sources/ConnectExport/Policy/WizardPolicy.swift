import Diagnostics
import Vocabulary

/// What the wizard's own policy file (`Applied-`, `Exported-` or `Migrated-SynchronizationPolicy-….JSON`) says about rules. A second source: it
/// tells altered rules of Microsoft's from untouched ones, which rule files cannot. No genuine file is public; keys were seen in scripts only.
package struct WizardPolicy: Sendable {
  /// The file as messages name it.
  package let name: String
  /// Rules that the wizard counts as the site's own.
  package let customRules: [Rule]

  package struct Rule: Sendable {
    package let id: GUID
    package let place: SourceRange
  }

  /// Whether a path names such a file.
  package static func isPolicy(path: String) -> Bool {
    let name = path.lowercased()
    return !name.utf8.contains(UInt8(ascii: "/")) && name.utf8.suffix(5).elementsEqual(".json".utf8)
      && ["applied", "exported", "migrated"].contains { name.utf8.starts(with: "\($0)-synchronizationpolicy-".utf8) }
  }

  /// The rules in a file's value.
  init(_ value: PolicyValue, name: String) {
    self.name = name
    let directories = (value["onpremisesDirectoryPolicy"]?.elements ?? []) + (value["azureDirectoryPolicy"]?.elements ?? [])
    customRules = directories.flatMap { $0["customSynchronizationRules"]?.elements ?? [] }.compactMap { rule in
      guard case .text(let text, let line)? = rule["uniqueIdentifier"], let id = GUID(text) else { return nil }
      let position = SourcePosition(line: line, column: 1)
      return Rule(id: id, place: SourceRange(file: name, start: position, end: position))
    }
  }
}
