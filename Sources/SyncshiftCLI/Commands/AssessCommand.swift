import ArgumentParser
import Artifacts
import Diagnostics
import Model
import Output
import Plan
import TemplateEngine

struct AssessCommand: AsyncParsableCommand, TakesPaths {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Say what is ready, what is blocked, and why, from the input and the exports of the Connect servers.",
    discussion: """
      Writes nothing but its report. Exit code 0 when nothing but remarks came up, 2 when there are conditions or open questions, 1 when there is a \
      blocker or something could not be read.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown, html, exception }

  @OptionGroup var fleet: FleetOptions

  @Option(
    help:
      "How the report is spelled: text, json, markdown or html; or exception, the page for a request to Microsoft for more time, always without names."
  )
  var format = Format.text

  @Flag(help: "Put labels in the place of the names of servers, accounts, forests, domains, the tenant, people and folders.")
  var redact = false

  func validate() throws {
    if fleet.selection.namesArtifacts {
      throw ValidationError("an assessment has no artifacts; leave artifact: out of --only and --except")
    }
    if isForOne, fleet.files.count > 1 { throw onePage }
  }

  private var isForOne: Bool { format == .html || format == .exception }

  private var onePage: ValidationError {
    ValidationError(
      "a \(format == .html ? "page of HTML" : "request") is for one environment; name one file, or one environment of a fleet with --only"
        + (format == .html ? ". --summary FILE.html makes a page of all" : ""))
  }

  func run() async throws {
    let console = Console(format: format == .json ? .json : .text)
    if isForOne {
      var sources = EnvironmentSources(fleet.files, fleet.selection)
      if sources.take() != nil, sources.take() != nil { throw onePage }
    }
    let write = try writer()
    let status = try await FleetRun(options: fleet, console: console, isLooking: true) { source, index, names, console in
      do throws(OutputFailure) {
        return try await step(source, index, names, console, write)
      } catch {
        console.report(error.diagnostics, texts: [])
        return .done(EnvironmentResult(source, .failed, error.diagnostics, .fileSystem))
      }
    }()
    if status != .done { throw ArgumentParser.ExitCode(status.rawValue) }
  }

  private func writer() throws -> @Sendable (Site, Assessment) -> String {
    switch format {
    case .text: return { AssessmentText(assessment: $1).text }
    case .json: return { AssessmentJSON(assessment: $1).text }
    case .markdown:
      let page = try AssessmentPage(.markdown)
      return { page.text($1) }
    case .html:
      let page = try AssessmentPage(.html)
      return { page.text($1) }
    case .exception:
      let templates = KitTemplates(onDemandFor: [ExceptionPage.self])
      return { site, _ in
        let dossier = ExceptionDossier(
          site.environment, ReadinessCheck.run(site), WizardVerdict(of: site.environment), hiding: DossierRedaction(of: site))
        return String(decoding: ExceptionPage.text(of: dossier, templates), as: UTF8.self)
      }
    }
  }

  private var hidesNames: Bool { redact || format == .exception }

  private func step(
    _ source: EnvironmentSource, _ index: Int, _ names: EnvironmentNames, _ console: Console,
    _ write: @Sendable (Site, Assessment) -> String
  ) async throws(OutputFailure) -> FleetRun.Step {
    // Several files may speak of one environment here, since nothing is written; each takes its turn all the same.
    _ = await names.claim(nil, for: source.name, at: index)
    var diagnostics = DiagnosticList()
    let overlaid = try source.read(into: &diagnostics)
    if let node = overlaid.node, !fleet.selection.takes(node, hidingOnly: false) { return .leftOut }
    let input = SiteInput(overlaid, diagnostics)
    diagnostics = input.diagnostics
    let redaction =
      hidesNames
      ? input.site.map { Redaction(of: $0, file: input.files[0].name, bases: input.files.dropFirst().map(\.name)) } ?? .none
      : .none
    if let site = input.site {
      // For what only planning finds out, such as that no precedence is free.
      _ = Planner.plan(
        site.environment, findings: [], wizard: WizardVerdict(of: site.environment), into: &diagnostics)
    }
    report(diagnostics, input, redaction, console)
    guard let site = input.site else {
      var result = EnvironmentResult(source, .refused, diagnostics.sorted, .inputRefused)
      if hidesNames { (result.environment, result.source) = ("input \(index + 1)", "input.yaml") }
      return .done(result)
    }
    let assessment = Assessment(site, isPartial: diagnostics.hasErrors, redaction: redaction)
    console.result(write(site, assessment))
    return .done(assessment.result(of: source, redaction))
  }

  /// Excerpts show the input as it is, so a redacted report has none.
  private func report(_ diagnostics: DiagnosticList, _ input: SiteInput, _ redaction: Redaction, _ console: Console) {
    guard hidesNames else {
      return console.report(diagnostics.sorted, files: input.files)
    }
    console.report(
      diagnostics.sorted.map { diagnostic in
        var diagnostic = diagnostic
        // Without a readable input nobody knows which words are names.
        if input.site == nil {
          diagnostic.message = "the input cannot be read; run it without --redact to see why"
          diagnostic.hint = nil
          diagnostic.notes = []
          diagnostic.range?.file = "input.yaml"
        }
        diagnostic.message = redaction.hide(diagnostic.message)
        diagnostic.hint = diagnostic.hint.map(redaction.hide)
        diagnostic.range = hidden(diagnostic.range, redaction)
        diagnostic.notes = diagnostic.notes.map { note in
          var note = note
          note.message = redaction.hide(note.message)
          note.range = hidden(note.range, redaction)
          return note
        }
        return diagnostic
      }, texts: [])
  }

  private func hidden(_ range: SourceRange?, _ redaction: Redaction) -> SourceRange? {
    range.map { SourceRange(file: redaction.hide($0.file), start: $0.start, end: $0.end) }
  }
}
