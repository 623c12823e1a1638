import Diagnostics

/// Why a folder is not written over: what somebody else made or changed in it.
struct KitRefusal {
  /// Lines shown of one list; the rest is counted.
  static let mostShown = 50

  let diagnostics: [Diagnostic]

  /// Nil when nothing stands against writing.
  init?(_ comparison: KitComparison, _ location: KitLocation) {
    guard comparison.needsForce else { return nil }
    let path = location.path
    var diagnostics: [Diagnostic] = []
    if let problem = comparison.manifestProblem {
      diagnostics.append(Self.unreadable(location, problem))
    }
    let lists: [(DiagnosticCode, KitComparison.Change, String, String)] = [
      (
        OutputCatalog.foreign, .foreign, "holds files that no run wrote",
        "move them out, choose another folder, or use --force, which keeps them"
      ),
      (
        OutputCatalog.edited, .edited, "holds generated files that somebody changed",
        "move the changes to the input or to templates, or use --force, which keeps the changed files beside the new ones"
      ),
      (
        OutputCatalog.modeChanged, .modeChanged, "holds generated files whose permission to execute was changed",
        "set it back, or use --force"
      ),
    ]
    for (code, change, sentence, hint) in lists {
      let items = comparison.items(change)
      if items.isEmpty { continue }
      var notes = items.prefix(Self.mostShown).map { Diagnostic.Note("'\($0.path)'") }
      if items.count > notes.count { notes.append(.init("and \(items.count - notes.count) more")) }
      diagnostics.append(Diagnostic(code, "'\(path)' \(sentence)", hint: hint, notes: notes))
    }
    self.diagnostics = diagnostics
  }

  /// - Parameter problem: what is wrong with the manifest, as a sentence without a full stop.
  static func unreadable(_ location: KitLocation, _ problem: String) -> Diagnostic {
    Diagnostic(
      OutputCatalog.manifestUnreadable, "'\(location.path)/\(Manifest.fileName)' cannot be used: \(problem)",
      hint: "restore it from the last approved kit, or choose another folder")
  }
}
