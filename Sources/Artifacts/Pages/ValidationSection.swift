import Plan

/// A row as the page shows it.
struct ValidationSection {
  let row: ValidationRow
  let page: Page

  /// The steps whose scripts prove the row: for each subject the last one of the plan, which carries the widest scope.
  var steps: [StepCard] {
    var seen: Set<[UInt8]> = []
    var found: [StepCard] = []
    for phase in page.pages.phases.reversed() {
      for numbered in phase.steps.reversed() {
        guard let script = numbered.step.script, row.proofs.contains(script.kind) else { continue }
        let key = Array("\(script.kind.rawValue) \(script.subject.domainOrServer)".utf8)
        if seen.insert(key).inserted { found.append(StepCard(pages: page.pages, numbered: numbered, page: page.path)) }
      }
    }
    return found.reversed()
  }

  static let table = ValueTable<ValidationSection>([
    .text("area") { $0.row.area },
    .text("check") { $0.row.check },
    .list("steps", StepCardValues.table) { $0.steps },
    .texts("byHand") { $0.row.byHand },
    .optionalText("doesNotApply") { $0.row.doesNotApply },
  ])
}

extension ScriptSubject {
  /// The domain or server that it is written for, whatever the wave.
  fileprivate var domainOrServer: String {
    switch self {
    case .estate, .wave: ""
    case .server(let name), .domain(let name), .waveOnServer(_, let name), .waveInDomain(_, let name): name
    }
  }
}
