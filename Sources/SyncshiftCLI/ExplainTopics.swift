import ArgumentParser
import Artifacts
import ConnectExport
import Diagnostics
import Input
import Model
import Output
import Plan
import TemplateEngine
import Vocabulary

/// Everything that explain knows, gathered from the lists that the program itself uses.
struct ExplainTopics {
  let input: String?
  /// Which environment of the input is meant; the first one when nil.
  var environment: String?
  let output: String
  let console: Console

  static let codes: [DiagnosticCode] =
    InputCatalog.allCodes + OverlayCatalog.allCodes + FleetCatalog.allCodes + ModelCatalog.allCodes + TemplateCatalog.allCodes
    + OutputCatalog.allCodes
    + CommandCatalog.allCodes + ExportCatalog.allCodes + InventoryCatalog.allCodes + Site.allCodes

  var names: [String] {
    Self.codes.map(\.name) + FindingCatalog.all.map(\.name) + ArtifactCatalog.kinds.map { $0.name } + FieldExplanation.allPaths()
  }

  func explain(_ name: String) throws -> Explanation? {
    if let code = Self.codes.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) { return explanation(of: code) }
    if let finding = FindingCatalog.all.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      return explanation(of: finding)
    }
    if let kind = ArtifactCatalog.kinds.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      return Explanation(
        title: "\(kind.name) (kind of artifact)",
        parts: [("what", kind.purpose), ("templates", kind.templates.map(\.name).joined(separator: ", "))])
    }
    if let field = FieldExplanation.text(for: name) {
      let (row, values) = try values(of: name)
      return Explanation(title: "\(name) (field)", parts: [("what", field), ("environment", row), ("values", values)])
    }
    let kit = try KitOnPath.find(name)
    let input = try input.map { try ExplainedInput.read($0, environment: environment, kit: kit?.manifest.header.environment) }
    let ready = try input.flatMap { try self.ready($0.input, $0.diagnostics) }
    let row = input?.row ?? ""
    return try ready.flatMap { step(name, in: $0.plan, row) }
      ?? file(name, kit, in: ready, input.flatMap { KeyPathPlaces($0.input) }, row)
  }

  /// Which row of a fleet is meant, and a line for each value of a field in it; both empty without an input.
  private func values(of field: String) throws -> (row: String, values: String) {
    guard let path = input else { return ("", "") }
    let input = try ExplainedInput.read(path, environment: environment, kit: nil)
    guard let places = KeyPathPlaces(input.input), !input.diagnostics.hasErrors else {
      console.report(input.diagnostics.sorted, files: input.input.files)
      throw ExitCode(ExitStatus.inputRefused.rawValue)
    }
    let values = places.values(of: field)
    return (
      input.row,
      values.isEmpty ? "not written in \(MessageText.quote(path)) or what it extends" : values.joined(separator: "\n")
    )
  }

  private func explanation(of code: DiagnosticCode) -> Explanation {
    Explanation(title: "\(code.name) (\(code.severity.rawValue))", parts: [("why", code.explanation)])
  }

  private func explanation(of finding: FindingCode) -> Explanation {
    Explanation(
      title: "\(finding.name) (finding)",
      parts: [
        ("limit", finding.limit), ("waivable", finding.isWaivable ? "yes, with a reason and a name" : "never"),
        ("sources", sources(finding.citations)),
      ])
  }

  /// A step of the plan that an environment file gives.
  private func step(_ name: String, in plan: MigrationPlan, _ row: String) -> Explanation? {
    guard
      let step = plan.allSteps.first(where: {
        $0.id.utf8.elementsEqual(name.utf8)
      })
    else { return nil }
    let undo =
      switch step.undo {
      case .run(let paths): paths.joined(separator: ", then ")
      case .manual(let text): text
      case .nothing(let reason): "nothing: \(reason)"
      }
    return Explanation(
      title: "\(step.id) (step): \(step.title)",
      parts: [
        ("environment", row), ("why", step.purpose), ("who", step.actor.rawValue), ("where", step.place.title),
        ("needs", step.needs.joined(separator: ", ")),
        ("does", step.script?.path ?? "by hand; see the runbook"), ("expected", step.expected), ("go or stop", step.goNoGo),
        ("undo", undo),
        ("sources", sources(step.citations)), ("input", step.keyPaths.joined(separator: ", ")),
      ])
  }

  /// A generated file: by the manifest of the kit that its path leads into, or by its path in the kit that the input gives, or else in a kit of the output folder.
  private func file(
    _ path: String, _ kit: (manifest: Manifest, inside: String)?, in ready: Pipeline.Outcome.Ready?, _ places: KeyPathPlaces?,
    _ row: String
  ) throws -> Explanation? {
    if let (manifest, inside) = kit, let found = explanation(ofFile: inside, in: manifest, places, row) { return found }
    if let ready { return explanation(ofFile: path, in: ready.kit.manifest, places, row) }
    for kit in try KitReader().kits(in: output) {
      if let found = explanation(ofFile: path, in: kit.manifest, places, row) { return found }
    }
    return nil
  }

  private func explanation(
    ofFile path: String, in manifest: Manifest, _ places: KeyPathPlaces?, _ row: String
  ) -> Explanation? {
    guard let entry = manifest.files.first(where: { $0.path.utf8.elementsEqual(path.utf8) }) else { return nil }
    var parts = [
      ("environment", row), ("kind", entry.kind),
      ("what", ArtifactCatalog.kinds.first { $0.name.utf8.elementsEqual(entry.kind.utf8) }?.purpose ?? ""),
      ("steps", entry.steps.joined(separator: ", ")), ("SHA-256", entry.sha256),
    ]
    parts.append(
      ("input", entry.keyPaths.map { path in places?.place(of: path).map { "\(path) (\($0))" } ?? path }.joined(separator: ", ")))
    return Explanation(title: "\(path) (file of the kit '\(manifest.header.environment)')", parts: parts)
  }

  private func ready(_ input: OverlaidInput, _ diagnostics: DiagnosticList) throws -> Pipeline.Outcome.Ready? {
    let pipeline = Pipeline(templates: KitTemplates(onDemandFor: ArtifactCatalog.kinds), output: nil, isStrict: false)
    let outcome = try pipeline.run(SiteInput(input, diagnostics), sharing: nil)
    console.report(outcome.diagnostics.sorted, files: outcome.files)
    return outcome.ready
  }

  private func sources(_ citations: [Citation]) -> String {
    citations.map { "\($0.key), \($0.title), \($0.date)" }.joined(separator: "; ")
  }
}
