import Model
import Plan

/// A script with the step that runs it.
struct ScriptFileSubject {
  let script: Script
  let step: Step
  let plan: MigrationPlan

  /// Index of the wave that the script is written for.
  var wave: Int? { script.subject.wave }
}

/// What a template may say about the file that it makes, and about what comes before and after it.
enum ScriptFileValues {
  static let table = ValueTable<ScriptFileSubject>([
    .text("path") { $0.script.path },
    .text("name") { subject in
      String(decoding: subject.script.path.utf8.split(separator: UInt8(ascii: "/")).last!, as: UTF8.self)
    },
    // From the script's folder to the kit's, such as `../../..`.
    .text("kitRoot") { kitRoot(of: $0.script, separator: "/") },
    // The same in Windows' spelling.
    .text("kitRootWindows") { kitRoot(of: $0.script, separator: "\\") },
    // The wave and revision that its result belongs to; empty and 0 for scripts of no wave.
    .text("waveName") { subject in subject.wave.map { subject.plan.environment.waves[$0].name.value } ?? "" },
    .integer("revision") { subject in subject.wave.map { subject.plan.revisions[$0].number } ?? 0 },
    // The steps before it that leave a result, each with the wave and revision that the result has to have.
    .list("gates", gateTable) { subject in
      subject.plan.graph.gates(of: subject.step).compactMap { step in
        step.script.map { ScriptFileSubject(script: $0, step: step, plan: subject.plan) }
      }
    },
    // The steps whose results no longer count once this one has changed something.
    .texts("outdates") { $0.plan.graph.outdated(by: $0.step).map(\.id) },
    // The AD connectors whose rules the step's wave changes. A way back of the whole estate changes those of every wave.
    .texts("changedConnectors") { subject in
      let isOfWave = subject.step.id.utf8.starts(with: "waves.".utf8)
      let scopes = subject.wave.map { isOfWave ? subject.plan.revisions[$0].changedDomains : subject.plan.revisions[$0].domains }
      let connectors = scopes?.map(\.connector) ?? subject.plan.environment.forests.map(\.connector.name.value)
      var seen: Set<[UInt8]> = []
      return connectors.filter { seen.insert(Array($0.utf8)).inserted }
    },
  ])

  static let gateTable = ValueTable<ScriptFileSubject>([
    .text("step") { $0.step.id },
    .text("waveName") { subject in subject.wave.map { subject.plan.environment.waves[$0].name.value } ?? "" },
    .integer("revision") { subject in subject.wave.map { subject.plan.revisions[$0].number } ?? 0 },
  ])

  private static func kitRoot(of script: Script, separator: String) -> String {
    let depth = script.path.utf8.count { $0 == UInt8(ascii: "/") }
    return Array(repeating: "..", count: depth).joined(separator: separator)
  }
}
