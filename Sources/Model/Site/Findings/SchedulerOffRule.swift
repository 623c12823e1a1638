import ConnectExport
import Diagnostics

/// Schedulers that do not run.
enum SchedulerOffRule {
  static let code = FindingCode(
    "scheduler-off",
    limit:
      "A Connect server that has not synchronized for seven days needs a full synchronization. Somebody had a reason to switch the scheduler off, and "
      + "the kit switches it on again at the end of a wave.",
    citations: [.scheduler])

  static let rule = SiteRule.onEachServer(code) { _, server in
    let metaverse = server.export.metaverse
    if let schedule = metaverse?[.schedule], schedule.bool == false {
      return [finding("The scheduler is off", server, schedule)]
    }
    if let suspended = metaverse?[.schedulerSuspended], suspended.bool == true {
      return [finding("The scheduler is suspended; a wizard is open or was left by an error", server, suspended)]
    }
    return []
  }

  private static func finding(_ fact: String, _ server: SiteExports.Server, _ text: ExportText) -> Finding {
    server.finding(
      code, .partial, fact, remedy: "Find out why, and let two cycles run without errors before the first wave.", at: text.place)
  }
}
