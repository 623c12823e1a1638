import Artifacts
import Diagnostics
import Input
import Model
import Output
import Plan

/// From an environment file to its kit in memory: Input, Model, Plan, Artifacts, Output. This is the whole program; the commands differ only
/// in what they do with the outcome.
struct Pipeline {
  let templates: KitTemplates
  /// Folder that holds one kit for each environment; nil when no kit that was written before is to be looked at.
  let output: String?
  /// Treat warnings as errors.
  let isStrict: Bool

  /// What became of one environment file.
  struct Outcome {
    /// The environment file, then those that it extends.
    var files: [InputFile]
    var diagnostics: DiagnosticList
    var ready: Ready?

    struct Ready {
      /// The environment file as the user named it.
      let file: String
      let plan: MigrationPlan
      let kit: Kit
      let location: KitLocation
      /// The digest of the environment as it is written; nil when it is not to be known again.
      let input: String?
      /// What was read besides.
      let trail: ReadTrail
      /// The same kit, saying on its first pages that it was forced.
      let forcedKit: @Sendable () -> Kit
    }
  }

  func run(_ path: String) throws(OutputFailure) -> Outcome { try run(SiteInput.read(path), sharing: nil) }

  /// - Parameters:
  ///   - other: another input file that has the same environment, whose kit this one would write over.
  ///   - digest: of the environment as it is written.
  ///   - trail: what was read besides.
  func run(
    _ input: SiteInput, sharing other: String?, digest: String? = nil, trail: ReadTrail = ReadTrail()
  ) throws(OutputFailure) -> Outcome {
    var outcome = Outcome(files: input.files, diagnostics: input.diagnostics)
    guard let site = input.site else { return outcome }
    let environment = site.environment
    if let other {
      outcome.diagnostics.report(
        CommandCatalog.environmentTwice, "'\(environment.name.value)' is the environment of '\(other)' too",
        at: environment.name.range, hint: "give each environment a name of its own")
      return outcome
    }

    let location = KitLocation(parent: output ?? ".", name: environment.name.value)
    if output != nil { try checkAgainstLastKit(environment, at: location, into: &outcome.diagnostics) }

    guard
      let plan = Planner.plan(
        environment, findings: ReadinessCheck.run(site), wizard: WizardVerdict(of: environment),
        redaction: DossierRedaction(of: site), into: &outcome.diagnostics)
    else { return outcome }

    guard !outcome.diagnostics.hasErrors, !(isStrict && outcome.diagnostics.all.contains { $0.severity == .warning }) else {
      return outcome
    }
    outcome.ready = Outcome.Ready(
      file: input.files.first?.name ?? "", plan: plan, kit: kit(plan), location: location, input: digest, trail: trail
    ) {
      kit(plan.forced())
    }
    return outcome
  }

  private func kit(_ plan: MigrationPlan) -> Kit {
    Kit(tree: tree(ArtifactCatalog.artifacts(for: plan, templates)), header: header(plan))
  }

  /// A scope never shrinks: a unit that the last kit had and the input no longer has is an error.
  private func checkAgainstLastKit(
    _ environment: Environment, at location: KitLocation, into diagnostics: inout DiagnosticList
  ) throws(OutputFailure) {
    guard let last = try KitReader().manifest(of: location) else { return }
    RetiredUnits.check(
      environment, previousUnits: last.header.units.map { ($0.domain, $0.units) }, into: &diagnostics)
  }

  private func tree(_ artifacts: [Artifact]) -> OutputTree {
    OutputTree(
      artifacts.map {
        OutputFile(
          path: $0.path, bytes: $0.bytes, isExecutable: $0.isExecutable, kind: $0.kind, steps: $0.steps, keyPaths: $0.keyPaths)
      })
  }

  private func header(_ plan: MigrationPlan) -> ManifestHeader {
    ManifestHeader(
      toolVersion: ToolVersion.text, environment: plan.environment.name.value, revision: plan.revisions.count,
      units: (plan.revisions.last?.domains ?? []).map {
        ManifestHeader.DomainUnits(domain: $0.domain, units: $0.units.map(\.name.value.text))
      },
      waivers: plan.environment.waivers.map(\.finding.value), isForced: plan.isForced)
  }
}

extension Pipeline.Outcome.Ready {
  var blockers: [KnownEnvironment.Blocker] { plan.blockers.map(KnownEnvironment.Blocker.init) }

  /// Conditions and open questions that nobody has waived.
  var conditions: [String] {
    plan.findings.filter { ($0.severity == .partial || $0.severity == .question) && $0.waiver == nil }.map(\.code.name)
  }

  var fileCount: Int { kit.files.count }
}

extension KnownEnvironment.Blocker {
  init(_ finding: Finding) {
    self.init(
      code: finding.code.name, fact: finding.fact,
      place: "\(finding.range.file):\(finding.range.start.line):\(finding.range.start.column)")
  }
}
