import Plan
import Vocabulary

/// What a template may say about the step that it carries out.
enum StepValues {
  static let table = ValueTable<Step>([
    .text("id") { $0.id },
    .text("title") { $0.title },
    .text("purpose") { $0.purpose },
    .text("actor") { $0.actor.rawValue },
    .text("place") { $0.place.title },
    .integer("minutesFrom") { $0.minutes.lowerBound },
    .integer("minutesTo") { $0.minutes.upperBound },
    .texts("needs") { $0.needs },
    .optionalText("script") { $0.script?.path },
    .texts("instructions") { step in if case .manual(let lines) = step.action { lines } else { [] } },
    .texts("undoScripts") { step in if case .run(let paths) = step.undo { paths } else { [] } },
    .text("undo") { step in
      switch step.undo {
      case .run(let paths): "run \(paths.joined(separator: ", then "))"
      case .manual(let text): text
      case .nothing(let reason): "nothing to undo: \(reason)"
      }
    },
    .text("expected") { $0.expected },
    .text("goNoGo") { $0.goNoGo },
    .flag("changesState") { $0.changesState },
    .flag("isForward") { $0.isForward },
    // Whether it belongs to a rollback. Steps that only read are neither forward nor a way back.
    .flag("isWayBack") { $0.isWayBack },
    .list("sources", citationTable) { $0.citations },
  ])

  static let citationTable = ValueTable<Citation>([
    .text("key") { $0.key },
    .text("title") { $0.title },
    .text("date") { $0.date },
  ])
}
