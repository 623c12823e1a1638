import Model
import Vocabulary

/// What a support request to Microsoft has to hold when a deadline for leaving Connect Sync cannot be met: the tenant's identifier, the end that
/// is asked for, the readiness, the impact, what was tried and the plan (MS-TOOL). Names of the estate are hidden; a gap is marked as one.
package struct ExceptionDossier: Sendable {
  package let tenant: String
  package let cloud: String
  package let goal: String
  package let deadline: String?
  package let requestedEnd: String?
  package let impact: String?
  package let mitigations: [String]
  package let size: [Size]
  package let findings: [Finding]
  package let gates: [WizardVerdict.Gate]
  package let wizard: String
  package let milestones: [Milestone]

  /// One domain in numbers.
  package struct Size: Sendable {
    package let domain: String
    /// Nil when not everything was counted.
    package let objects: Int?
    package let largestGroup: Int?
    package let units: Int
  }

  /// A part of the migration and the day by which it is done.
  package struct Milestone: Sendable {
    package let title: String
    package let by: String?
  }

  package static let citations: [Citation] = [.migrationTool]

  /// What of it has to be filled in by hand before it is sent.
  package var gaps: [String] {
    var gaps: [String] = []
    if deadline == nil { gaps.append("the deadline that Microsoft set (exception.deadline)") }
    if requestedEnd == nil { gaps.append("the end that is asked for (exception.requested-end)") }
    if impact == nil { gaps.append("the impact on the organization (exception.impact)") }
    if mitigations.isEmpty { gaps.append("what has been tried (exception.mitigations)") }
    if milestones.contains(where: { $0.by == nil }) { gaps.append("the days of milestones (exception.milestones)") }
    if size.contains(where: { $0.objects == nil }) { gaps.append("the number of objects (forests[].domains[].counts)") }
    return gaps
  }

  /// The dossier when the input asks for one or a blocker stands; nil otherwise.
  package static func called(
    for environment: Environment, _ findings: [Finding], _ wizard: WizardVerdict, hiding redaction: DossierRedaction
  ) -> ExceptionDossier? {
    guard environment.exception != nil || findings.contains(where: \.blocks) else { return nil }
    return ExceptionDossier(environment, findings, wizard, hiding: redaction)
  }

  package init(
    _ environment: Environment, _ findings: [Finding], _ wizard: WizardVerdict, hiding redaction: DossierRedaction
  ) {
    let request = environment.exception
    let hide = redaction.hide
    tenant = environment.tenant.id.value.text
    cloud = environment.tenant.cloud.value.title
    goal =
      environment.goal.value == .full
      ? "Connect Sync is taken out of service" : "some units stay on Connect Sync, the others move"
    deadline = request?.deadline?.value.text
    requestedEnd = request?.requestedEnd?.value.text
    impact = (request?.impact?.value).map(hide)
    mitigations = request?.mitigations.map { hide($0.value) } ?? []
    size = environment.domains.enumerated().map { index, entry in
      Size(
        domain: "Domain \(index + 1)", objects: Self.objects(entry.domain, of: entry.forest),
        largestGroup: entry.domain.counts?.largestGroup?.value, units: environment.units(in: entry.domain).count)
    }
    self.findings = findings.filter { $0.severity != .information }.map { finding in
      var finding = finding
      finding.fact = hide(finding.fact)
      finding.remedy = hide(finding.remedy)
      finding.keyPath = hide(finding.keyPath)
      return finding
    }
    gates = wizard.gates.map { gate in
      var gate = gate
      gate.value = hide(gate.value)
      return gate
    }
    self.wizard = wizard.overall.rawValue
    milestones = Self.milestones(environment)
  }

  private static func objects(_ domain: Domain, of forest: Forest) -> Int? {
    guard let counts = domain.counts, counts.missing(of: forest).isEmpty else { return nil }
    return counts.known(of: forest).reduce(0) { $0 + $1.value }
  }

  /// In the order of work. Waves go by their numbers: their names can be those of departments.
  private static func milestones(_ environment: Environment) -> [Milestone] {
    let waves = environment.waves.map(\.name.value)
    return MilestoneName.all(of: environment).map { name in
      let wave = waves.firstIndex { $0.utf8.elementsEqual(name.utf8) }
      let title: String
      if let wave {
        let units = environment.waves[wave].units.count
        title = "Wave \(wave + 1) of \(waves.count): \(units) unit\(units == 1 ? "" : "s")"
      } else {
        title =
          switch MilestoneName(rawValue: name) {
          case .preparation: "Preparation: blockers removed, agents installed, configurations prepared"
          case .cutover: "Cutover: Connect Sync goes into staging mode"
          case .decommission: "Decommission: Connect Sync is uninstalled"
          case nil: name
          }
      }
      return Milestone(title: title, by: environment.exception?.date(of: name)?.text)
    }
  }
}
