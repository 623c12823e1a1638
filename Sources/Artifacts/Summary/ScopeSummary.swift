import Model
import Plan
import Vocabulary

/// Which objects go over with which wave, and which never do.
enum ScopeSummary {
  static func sections(of plan: MigrationPlan) -> [SummarySection] {
    let environment = plan.environment
    return [
      SummarySection(
        .scope, "estate",
        values: [
          ("goal", environment.goal.value.rawValue), ("scope operator", environment.kit.scopeOperator.value.ruleOperator),
        ],
        lists: [
          ("wave", environment.waves.map(\.name.value)),
          ("unit that stays on Connect Sync", environment.staysOnConnect.map(\.unit.value.text)),
        ])
    ]
      + environment.waves.map { section($0, environment) }
      + environment.forests.map { forest in
        SummarySection(.scope, "forest \(forest.name.value)", lists: [("object type", forest.objectTypes.map(\.value.rawValue))])
      }
      + environment.forests.flatMap(\.domains).compactMap { domain in
        domain.connectScope.map { scope in
          SummarySection(
            .scope, "Connect Sync's scope in \(domain.name.value)",
            lists: [
              ("included container", scope.included.map(\.value.text)), ("excluded container", scope.excluded.map(\.value.text)),
            ])
        }
      }
  }

  private static func section(_ wave: Wave, _ environment: Environment) -> SummarySection {
    SummarySection(
      .scope, "wave \(wave.name.value)", values: [("creates missing units", wave.createsUnits.value ? "yes" : "no")],
      lists: [
        ("unit", wave.units.map(\.value.text))
      ] + expansions(wave, environment) + [
        ("moved user", wave.moves.map(\.value.text)),
        ("test object", wave.testObjects.map { "\($0.name.value.text) (\($0.type.value.rawValue))" }),
      ])
  }

  /// What stands in the place of expanded units; nothing where every unit goes over whole.
  private static func expansions(_ wave: Wave, _ environment: Environment) -> [(String, [String])] {
    wave.units.compactMap { unit in
      environment.expansion(of: unit.value)?.expanded.map {
        ("container in the place of \(unit.value.text)", $0.units.map(\.text))
      }
    }
  }
}
