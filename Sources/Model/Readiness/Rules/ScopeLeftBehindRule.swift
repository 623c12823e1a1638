import Diagnostics
import Vocabulary

/// Containers of Connect Sync's scope from which no wave takes anything, though Connect Sync is to go.
enum ScopeLeftBehindRule {
  static let code = FindingCode(
    "connect-scope-left-behind",
    limit:
      "After the cutover only what the waves have handed over is synchronized. Objects that were in Connect Sync's scope and in no wave "
      + "stand still in the cloud, with their last values.",
    citations: [.migration, .inference])

  static let rule = ReadinessRule(code) { environment in
    guard environment.goal.value == .full else { return [] }
    return environment.domains.flatMap { _, domain -> [Finding] in
      let units = environment.units(in: domain).map(\.value)
      return (domain.connectScope?.included ?? [])
        .filter { container in !units.contains { $0.isInside(container.value) || container.value.isInside($0) } }
        .map { container in
          code.finding(
            .partial,
            fact: "Connect Sync synchronizes \(MessageText.quote(container.value.text)), and no wave takes anything of it.",
            remedy: "Hand it over in a wave before the cutover, or write goal: partial.", at: container)
        }
    }
  }
}
