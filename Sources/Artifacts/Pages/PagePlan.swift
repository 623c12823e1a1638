import Plan
import Vocabulary

/// The plan as the pages tell it: every phase, way back and step with its number, and which files of the kit are there to be linked to.
package final class PagePlan: Sendable {
  let plan: MigrationPlan
  let phases: [NumberedPhase]
  let rollbacks: [NumberedRollback]
  private let steps: [[UInt8]: NumberedStep]
  private let files: Set<[UInt8]>
  /// Scripts that are left out because of blockers, in the order of work.
  let withheldFiles: [String]
  /// Every source that the plan and its findings rest on, without repetition.
  let citations: [Citation]

  struct NumberedPhase: Sendable {
    let number: Int
    let phase: Phase
    let steps: [NumberedStep]
    var heading: String { "\(number). \(phase.title)" }
    var anchor: String { "phase-\(number)" }
  }

  struct NumberedRollback: Sendable {
    let rollback: RollbackPlan
    let steps: [NumberedStep]
    /// Such as `R1` or, for one wave, `R1, wave pilot`.
    let name: String
    /// Such as `way-r1-w1`.
    let anchor: String
  }

  struct NumberedStep: Sendable {
    /// The phase or way back that it belongs to: `5`, or `R1.w1`.
    let section: String
    /// Such as `5.3`, the third step of phase 5; `R1.w1.3` on the way back from the first wave.
    let number: String
    let step: Step
    /// The same on every page: `step-5-3`.
    let anchor: String
    var heading: String { "\(number) \(step.title)" }
    /// Whether it is on a way back.
    var isRollback: Bool { section.utf8.starts(with: "R".utf8) }
  }

  package init(_ plan: MigrationPlan) {
    self.plan = plan
    citations = CitationValues.sorted(plan.citations)
    phases = plan.phases.enumerated().map { index, phase in
      NumberedPhase(number: index + 1, phase: phase, steps: Self.number(phase.steps, "\(index + 1)"))
    }
    rollbacks = plan.rollbacks.map { rollback in
      let section = rollback.wave.map { "\(rollback.id).w\($0 + 1)" } ?? rollback.id
      let name = rollback.wave.map { "\(rollback.id), wave \(plan.environment.waves[$0].name.value)" } ?? rollback.id
      return NumberedRollback(
        rollback: rollback, steps: Self.number(rollback.steps, section), name: name, anchor: "way-\(Self.hyphenated(section))")
    }
    let all = phases.flatMap(\.steps) + rollbacks.flatMap(\.steps)
    steps = Dictionary(all.map { (Array($0.step.id.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    files = Set(all.filter { !plan.withholds($0.step) }.compactMap { $0.step.script?.path }.map { Array($0.utf8) })
    withheldFiles = plan.phases.flatMap(\.steps).filter(plan.withholds).compactMap { $0.script?.path }
  }

  private static func number(_ steps: [Step], _ section: String) -> [NumberedStep] {
    let anchor = "step-\(hyphenated(section))"
    return steps.enumerated().map {
      NumberedStep(section: section, number: "\(section).\($0 + 1)", step: $1, anchor: "\(anchor)-\($0 + 1)")
    }
  }

  private static func hyphenated(_ number: String) -> String {
    number.lowercased().utf8.split(separator: UInt8(ascii: ".")).map { String(decoding: $0, as: UTF8.self) }.joined(
      separator: "-")
  }

  func step(_ id: String) -> NumberedStep? { steps[Array(id.utf8)] }

  /// Whether a script is in the kit.
  func holds(_ path: String) -> Bool { files.contains(Array(path.utf8)) }
}
