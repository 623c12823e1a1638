import Diagnostics
import Vocabulary

/// Reads the files of one server's export folder, as `Get-ADSyncServerConfiguration -Path` or the product's own migration script writes it.
package enum ExportReader {
  /// The folders of an export and what each holds.
  package enum Kind: String, Sendable, CaseIterable {
    case connector = "Connectors"
    case metaverse = "GlobalSettings"
    case rule = "SynchronizationRules"

    /// The kind of a file by its path below the export folder; nil for what an export does not need, such as `PersistedState.xml`.
    package init?(path: String) {
      let parts = path.unicodeScalars.split(separator: "/").map { String(String.UnicodeScalarView($0)).lowercased() }
      guard parts.count == 2, parts[1].utf8.suffix(4).elementsEqual(".xml".utf8) else { return nil }
      guard let kind = Self.allCases.first(where: { $0.rawValue.lowercased().utf8.elementsEqual(parts[0].utf8) }) else {
        return nil
      }
      self = kind
    }
  }

  /// Reads what can be read and reports the rest. With an error among the diagnostics the export is not whole and nothing may be decided from
  /// what it lacks.
  ///
  /// - Parameter folder: the folder as messages name it.
  package static func read(
    _ files: [ExportFile], folder: String, limits: XMLLimits = .standard, into diagnostics: inout DiagnosticList
  ) -> ServerExport {
    var export = ServerExport(folder: folder, connectors: [], rules: [], metaverse: nil)
    var found = DiagnosticList()
    var counts: [Kind: Int] = [:]
    for file in files {
      guard let kind = Kind(path: file.path) else { continue }
      counts[kind, default: 0] += 1
      switch kind {
      case .connector:
        if var draft = draft(ConnectorFile.root, ConnectorDraft(), file, limits, into: &found) {
          if let connector = draft.finish() { export.connectors.append(connector) }
          found.append(draft.diagnostics)
        }
      case .rule:
        if var draft = draft(RuleFile.root, RuleDraft(), file, limits, into: &found) {
          if let rule = draft.finish() { export.rules.append(rule) }
          found.append(draft.diagnostics)
        }
      case .metaverse:
        if var draft = draft(MetaverseFile.root, MetaverseDraft(), file, limits, into: &found) {
          if let metaverse = draft.finish() { export.metaverse = metaverse }
          found.append(draft.diagnostics)
        }
      }
    }
    export.policy = PolicyReader.read(files, into: &found)
    checkFolders(counts, folder, into: &found)
    checkIDs(export, into: &found)
    diagnostics.append(found)
    return export
  }

  /// The draft of a file that could be read to its end.
  private static func draft<Draft>(
    _ root: ElementRule<Draft>, _ draft: Draft, _ file: ExportFile, _ limits: XMLLimits, into diagnostics: inout DiagnosticList
  ) -> Draft? {
    let walker = ElementWalker(root, limits: limits, draft: draft)
    if let problem = SAXReader.read(file, limits: limits, into: walker) {
      diagnostics.report(problem.diagnostic)
      return nil
    }
    return walker.draft
  }

  private static func checkFolders(_ counts: [Kind: Int], _ folder: String, into diagnostics: inout DiagnosticList) {
    let top = SourcePosition(line: 1, column: 1)
    let place = SourceRange(file: folder, start: top, end: top)
    for kind in Kind.allCases {
      let count = counts[kind] ?? 0
      if count == 0 {
        diagnostics.report(
          .exportIncomplete, "the export has no file in '\(kind.rawValue)'", at: place,
          hint: "name the folder that Get-ADSyncServerConfiguration -Path wrote, with its three folders")
      } else if kind == .metaverse, count > 1 {
        diagnostics.report(
          .exportIncomplete, "the export has \(count) files in '\(kind.rawValue)' instead of one", at: place,
          hint: "keep the exports of different servers apart")
      }
    }
  }

  private static func checkIDs(_ export: ServerExport, into diagnostics: inout DiagnosticList) {
    var seen: [GUID: SourceRange] = [:]
    for (id, place, what) in export.connectors.map({ ($0.id, $0.place, "connector") })
      + export.rules.map({ ($0.id, $0.place, "rule") })
    {
      if let first = seen[id] {
        diagnostics.report(
          .exportRepeatedID, "another file has the identifier \(id.text) of this \(what)", at: place,
          hint: "keep the exports of different servers apart", notes: [.init("the other file", at: first)])
      } else {
        seen[id] = place
      }
    }
  }
}
