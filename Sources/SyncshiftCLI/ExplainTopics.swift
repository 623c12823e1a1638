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
  /// Which row of a fleet is meant; the first one when nil.
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
      return Explanation(title: "\(name) (field)", parts: [("what", field), ("values", try values(of: name))])
    }
    let input = try input.map { try read($0) }
    let ready = try input.flatMap { try self.ready($0.input, $0.diagnostics) }
    return try ready.flatMap { step(name, in: $0.plan) } ?? file(name, in: ready, input.flatMap { KeyPathPlaces($0.input) })
  }

  /// A line for each value of a field in the input; empty without an input.
  private func values(of field: String) throws -> String {
    guard let path = input else { return "" }
    let (input, diagnostics) = try read(path)
    guard let places = KeyPathPlaces(input), !diagnostics.hasErrors else {
      console.report(diagnostics.sorted, files: input.files)
      throw ExitCode(ExitStatus.inputRefused.rawValue)
    }
    let values = places.values(of: field)
    return values.isEmpty ? "not written in \(MessageText.quote(path)) or what it extends" : values.joined(separator: "\n")
  }

  /// The environment that is meant, with what came up while it was read.
  private func read(_ path: String) throws -> (input: OverlaidInput, diagnostics: DiagnosticList) {
    var sources = EnvironmentSources([path], EnvironmentSelection(only: [], except: []))
    var names: [String] = []
    while let source = sources.take() {
      if let environment, case .row = source, source.environment?.utf8.elementsEqual(environment.utf8) != true {
        names += source.environment.map { [$0] } ?? []
        continue
      }
      var diagnostics = DiagnosticList()
      let input = try source.read(into: &diagnostics)
      return (input, diagnostics)
    }
    throw ValidationError(
      "\(MessageText.quote(path)) has no environment \(MessageText.quote(environment ?? ""))"
        + (Suggestion.hint(for: environment ?? "", among: names).map { "; \($0)" } ?? ""))
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
  private func step(_ name: String, in plan: MigrationPlan) -> Explanation? {
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
        ("why", step.purpose), ("who", step.actor.rawValue), ("where", step.place.title),
        ("needs", step.needs.joined(separator: ", ")),
        ("does", step.script?.path ?? "by hand; see the runbook"), ("expected", step.expected), ("go or stop", step.goNoGo),
        ("undo", undo),
        ("sources", sources(step.citations)), ("input", step.keyPaths.joined(separator: ", ")),
      ])
  }

  /// A generated file: by the manifest of the kit that its path leads into, or by its path in the kit that the input gives, or else in a kit of the output folder.
  private func file(_ path: String, in ready: Pipeline.Outcome.Ready?, _ places: KeyPathPlaces?) throws -> Explanation? {
    if let (manifest, inside) = try KitOnPath.find(path), let found = explanation(ofFile: inside, in: manifest, places) {
      return found
    }
    if let ready { return explanation(ofFile: path, in: ready.kit.manifest, places) }
    for kit in try KitReader().kits(in: output) {
      if let found = explanation(ofFile: path, in: kit.manifest, places) { return found }
    }
    return nil
  }

  private func explanation(ofFile path: String, in manifest: Manifest, _ places: KeyPathPlaces?) -> Explanation? {
    guard let entry = manifest.files.first(where: { $0.path.utf8.elementsEqual(path.utf8) }) else { return nil }
    var parts = [
      ("kind", entry.kind), ("what", ArtifactCatalog.kinds.first { $0.name.utf8.elementsEqual(entry.kind.utf8) }?.purpose ?? ""),
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
