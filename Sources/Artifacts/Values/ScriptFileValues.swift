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
      subject.plan.scriptedSteps.filter { step in subject.step.needs.contains { $0.utf8.elementsEqual(step.id.utf8) } }
        .map { ScriptFileSubject(script: $0.script!, step: $0, plan: subject.plan) }
    },
    // The steps whose results no longer count once this one has changed something.
    .texts("outdates") { outdated(by: $0) },
    // The AD connectors whose rules the step's wave changes. A way back of the whole estate changes those of every wave.
    .texts("changedConnectors") { subject in
      let isOfWave = subject.step.id.utf8.starts(with: "waves.".utf8)
      let scopes = subject.wave.map { isOfWave ? subject.plan.revisions[$0].changedDomains : subject.plan.revisions[$0].domains }
      let connectors = scopes?.map(\.connector) ?? subject.plan.environment.forests.map(\.connector.name.value)
      return connectors.enumerated().filter { index, name in !connectors[..<index].contains { $0.utf8.elementsEqual(name.utf8) } }
        .map(\.element)
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

  /// Every scripted step that needs this one, directly or through others. A rollback of a wave also outdates all that the wave did on that server.
  private static func outdated(by subject: ScriptFileSubject) -> [String] {
    let steps = subject.plan.scriptedSteps
    var found = [subject.step.id]
    var next = 0
    if !subject.step.isForward, let wave = subject.wave {
      found += steps.filter { $0.isOfWave(wave, on: subject.script.subject.server) && !$0.isRollback }.map(\.id)
    }
    while next < found.count {
      let id = found[next]
      next += 1
      for step in steps
      where step.needs.contains(where: { $0.utf8.elementsEqual(id.utf8) })
        && !found.contains(where: { $0.utf8.elementsEqual(step.id.utf8) })
      {
        found.append(step.id)
      }
    }
    return Array(found.dropFirst())
  }
}

extension MigrationPlan {
  /// The steps of all phases and ways back that run a script, in order.
  var scriptedSteps: [Step] { (phases.flatMap(\.steps) + rollbacks.flatMap(\.steps)).filter { $0.script != nil } }
}

extension Step {
  fileprivate var isRollback: Bool { id.utf8.split(separator: UInt8(ascii: ".")).contains { $0.elementsEqual("rollback".utf8) } }

  fileprivate func isOfWave(_ wave: Int, on server: String?) -> Bool {
    guard let subject = script?.subject, subject.wave == wave, let server, let own = subject.server else { return false }
    return own.utf8.elementsEqual(server.utf8)
  }
}

extension ScriptSubject {
  /// Index of the wave that it names.
  fileprivate var wave: Int? {
    switch self {
    case .wave(let index), .waveOnServer(let index, _), .waveInDomain(let index, _): index
    case .estate, .server, .domain: nil
    }
  }

  fileprivate var server: String? {
    switch self {
    case .server(let name), .waveOnServer(_, let name): name
    case .estate, .domain, .wave, .waveInDomain: nil
    }
  }
}
