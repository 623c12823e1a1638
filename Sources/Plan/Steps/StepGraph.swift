/// Which scripted step rests on which: what a script has to find done before it acts, and whose results no longer count once it has.
package struct StepGraph: Sendable {
  /// Scripted steps of all phases and ways back, in the order of work.
  private let steps: [Step]
  private let position: [String: Int]
  /// For each step, the steps that need it directly.
  private let dependents: [[Int]]

  init(_ steps: [Step]) {
    let scripted = steps.filter { $0.script != nil }
    let position = Dictionary(uniqueKeysWithValues: scripted.enumerated().map { ($1.id, $0) })
    var dependents = [[Int]](repeating: [], count: scripted.count)
    for (index, step) in scripted.enumerated() {
      for need in step.needs {
        if let needed = position[need] { dependents[needed].append(index) }
      }
    }
    self.steps = scripted
    self.position = position
    self.dependents = dependents
  }

  /// The scripted steps that a step needs, in the order of work. Their results have to be there, of the same kit and revision.
  package func gates(of step: Step) -> [Step] {
    step.needs.compactMap { position[$0] }.sorted().map { steps[$0] }
  }

  /// The scripted steps that rest on this one, directly or through others, in the order of work. A way back of a wave also outdates what the wave
  /// did on the same server. A step of a wave on a Connect server, even one that only reads, outdates the pauses of its way back and of those before it:
  /// it opens the way to a start, and a pause from before says nothing about what runs after it.
  package func outdated(by step: Step) -> [Step] {
    var isFound = [Bool](repeating: false, count: steps.count)
    var open = step.changesState ? [position[step.id]].compactMap { $0 } : []
    if step.changesState, step.isWayBack, let subject = step.script?.subject, let wave = subject.wave, let server = subject.server
    {
      open += steps.indices.filter { isForwardStep($0, ofWave: wave, on: server) }
      for index in open.dropFirst() { isFound[index] = true }
    }
    while let next = open.popLast() {
      for dependent in dependents[next] where !isFound[dependent] {
        isFound[dependent] = true
        open.append(dependent)
      }
    }
    if !step.isWayBack, let subject = step.script?.subject, let wave = subject.wave, subject.server != nil {
      for index in steps.indices where isPauseOfWayBack(index, upToWave: wave) { isFound[index] = true }
    }
    if let own = position[step.id] { isFound[own] = false }
    return steps.indices.filter { isFound[$0] }.map { steps[$0] }
  }

  /// A pause in the way back of the wave, of one before it, or of the whole estate. Later waves go forward again before they are taken back again.
  private func isPauseOfWayBack(_ index: Int, upToWave wave: Int) -> Bool {
    let step = steps[index]
    guard step.isWayBack, let script = step.script, script.kind == .pauseJobs, let own = script.subject.wave else { return false }
    return own <= wave || !step.id.utf8.starts(with: "waves.".utf8)
  }

  private func isForwardStep(_ index: Int, ofWave wave: Int, on server: String) -> Bool {
    let step = steps[index]
    guard let subject = step.script?.subject, subject.wave == wave, let own = subject.server, !step.isWayBack else {
      return false
    }
    return own.utf8.elementsEqual(server.utf8)
  }
}

extension ScriptSubject {
  /// Index of the wave that it names.
  package var wave: Int? {
    switch self {
    case .wave(let index), .waveOnServer(let index, _), .waveInDomain(let index, _): index
    case .estate, .server, .domain: nil
    }
  }

  /// The domain that it names.
  package var domain: String? {
    switch self {
    case .domain(let name), .waveInDomain(_, let name): name
    case .estate, .server, .wave, .waveOnServer: nil
    }
  }

  /// The Connect server that it names.
  package var server: String? {
    switch self {
    case .server(let name), .waveOnServer(_, let name): name
    case .estate, .domain, .wave, .waveInDomain: nil
    }
  }
}
