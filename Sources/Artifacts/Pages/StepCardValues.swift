import Model
import Plan
import Vocabulary

/// A step as one page shows it.
struct StepCard {
  let pages: PagePlan
  let numbered: PagePlan.NumberedStep
  /// Path of the page, from which links are counted.
  let page: String

  var step: Step { numbered.step }
  var isWithheld: Bool { pages.plan.withholds(step) }

  func link(to path: String) -> String { RelativeLink.path(from: page, to: path) }

  /// The runbook of the way back that the step's undo is made of, when it is a whole wave's.
  var undoRunbook: String? {
    guard case .run(let paths) = step.undo, paths.count > 1 else { return nil }
    let plan = pages.plan
    let wave = plan.revisions.indices.first { wave in
      paths.allSatisfy { $0.utf8.starts(with: "\(plan.layout.rollback(wave))/".utf8) }
    }
    return wave.map { WaveRunbooks.rollbackPath(of: $0, in: plan) }
  }
}

/// What the pages' templates may say about a step: `StepValues` and what depends on the page.
enum StepCardValues {
  static let table = ValueTable<StepCard>([
    .text("number") { $0.numbered.number },
    .text("heading") { $0.numbered.heading },
    .text("anchor") { $0.numbered.anchor },
    .text("id") { $0.step.id },
    .text("title") { $0.step.title },
    .text("purpose") { $0.step.purpose },
    .text("actor") { $0.step.actor.rawValue },
    .optionalText("owner") { $0.pages.plan.owner(of: $0.step.actor) },
    .text("place") { $0.step.place.title },
    .text("duration") { SpanOfTime.text($0.step.minutes) },
    .list("needs", neededTable) { card in
      card.step.needs.compactMap { card.pages.step($0) }.map { NeededStep(numbered: $0, card: card) }
    },
    .flag("changesState") { $0.step.changesState },
    .flag("isWithheld") { $0.isWithheld },
    // Classes of the card in HTML.
    .text("style") { "step\($0.step.changesState ? " changes" : "")\($0.isWithheld ? " withheld" : "")" },
    .flag("isManual") { $0.step.script == nil },
    .list("instructions", instructionTable) { card in
      guard case .manual(let lines) = card.step.action else { return [] }
      return lines.enumerated().map { Instruction(number: $0 + 1, text: $1) }
    },
    .flag("isPowerShell") { $0.step.script?.kind.isPowerShell == true },
    .flag("isBash") { $0.step.script?.kind.isPowerShell == false },
    // Empty for steps done by hand.
    .text("script") { $0.step.script?.path ?? "" },
    .text("scriptLink") { card in card.step.script.map { card.link(to: $0.path) } ?? "" },
    .flag("hasTrial") { asksForConsent($0.step) },
    // The command that shows what would be done, and the one that does it. Both are run in the kit's folder.
    .text("tryCommand") { card in card.step.script.map { command($0, apply: false) } ?? "" },
    .text("command") { card in card.step.script.map { command($0, apply: asksForConsent(card.step)) } ?? "" },
    .text("expected") { $0.step.expected },
    .text("goNoGo") { $0.step.goNoGo },
    .list("undoScripts", scriptTable) { card in
      guard case .run(let paths) = card.step.undo else { return [] }
      return paths.map { LinkedScript(path: $0, card: card) }
    },
    // The way back of a whole wave is a page of its own, which holds the steps by hand as well.
    .optionalText("undoRunbook") { $0.undoRunbook },
    .optionalText("undoRunbookLink") { card in card.undoRunbook.map(card.link) },
    .optionalText("undoByHand") { card in
      switch card.step.undo {
      case .run: nil
      case .manual(let text): text
      case .nothing(let reason): "Nothing to undo: \(reason)."
      }
    },
    .list("sources", CitationValues.table) { $0.step.citations },
    .flag("isUnverified") { $0.step.citations.contains(where: CitationValues.isUnverified) },
  ])

  struct Instruction {
    let number: Int
    let text: String
  }

  static let instructionTable = ValueTable<Instruction>([.integer("number") { $0.number }, .text("text") { $0.text }])

  struct NeededStep {
    let numbered: PagePlan.NumberedStep
    let card: StepCard

    /// `runbook.md` and `runbook.html` hold every forward step; other pages hold one phase or way back.
    var isOnPage: Bool {
      numbered.section.utf8.elementsEqual(card.numbered.section.utf8)
        || !numbered.isRollback && !card.page.utf8.contains(UInt8(ascii: "/"))
    }
  }

  static let neededTable = ValueTable<NeededStep>([
    .text("number") { $0.numbered.number },
    .text("title") { $0.numbered.step.title },
    .text("anchor") { $0.numbered.anchor },
    .flag("isOnPage") { $0.isOnPage },
    // Forward steps are also described in `runbook.md`; steps of a way back in a page of their own.
    .flag("isElsewhere") { !$0.isOnPage && !$0.numbered.isRollback },
    .flag("isUnlinked") { !$0.isOnPage && $0.numbered.isRollback },
    .text("runbookLink") { $0.card.link(to: "runbook.md") },
  ])

  struct LinkedScript {
    let path: String
    let card: StepCard
  }

  static let scriptTable = ValueTable<LinkedScript>([
    .text("path") { $0.path },
    .text("link") { $0.card.link(to: $0.path) },
    .flag("isInKit") { $0.card.pages.holds($0.path) },
  ])

  /// Whether its script only shows what it would do until it is told to: by `--apply` in bash, by leaving out `-WhatIf` in PowerShell.
  /// Discovery asks the service to read the directory, which is a POST, though it changes nothing that anybody would undo.
  static func asksForConsent(_ step: Step) -> Bool { step.changesState || step.script?.kind == .discoverExchange }

  /// Windows PowerShell by its own program, since a double click or `pwsh` would start another; bash by path.
  private static func command(_ script: Script, apply: Bool) -> String {
    guard script.kind.isPowerShell else { return apply ? "./\(script.path) --apply" : "./\(script.path)" }
    let path = script.path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    return "powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File .\\\(path.joined(separator: "\\"))"
  }
}
