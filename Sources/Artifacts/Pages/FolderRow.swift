import Plan

/// A row of the first page's folder map.
struct FolderRow {
  let path: String
  let holds: String
  let link: String

  /// In the order of use, which is the order of a listing.
  static func rows(of page: Page) -> [FolderRow] {
    let layout = page.plan.layout
    var rows: [FolderRow] = []
    func add(_ path: String, _ holds: String) {
      rows.append(FolderRow(path: "\(path)/", holds: holds, link: page.link("\(path)/")))
    }
    add(layout.assess, "Is the estate ready? The readiness report, counts and checks. Changes nothing.")
    add(layout.backup, "Keep what is there. Changes nothing.")
    add(layout.agents, "Check the agent servers, install the agents. Can be done days earlier.")
    add("30-graph", "Cloud Sync configuration of each domain: prepared, never started here.")
    for (index, wave) in page.plan.environment.waves.enumerated() {
      add(layout.folder(ofWave: index), "Wave \(index + 1), \(wave.name.value), with its own runbook and its own way back.")
    }
    if page.plan.environment.goal.value == .full {
      add(layout.cutover, "Validate everything, put Connect Sync into staging mode, watch it for two weeks.")
      add(layout.decommission, "Uninstall Connect Sync.")
    } else {
      add(layout.steadyState, "Validate everything; what to keep and what to check every week while both engines stay.")
    }
    add(layout.rollback, "The ways back, one page each, and what nobody ever does.")
    return rows
  }

  static let table = ValueTable<FolderRow>([
    .text("path") { $0.path },
    .text("holds") { $0.holds },
    .text("link") { $0.link },
  ])
}
