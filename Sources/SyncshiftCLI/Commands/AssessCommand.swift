import ArgumentParser
import Artifacts
import Diagnostics
import Model
import Output
import Plan
import TemplateEngine

struct AssessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Say what is ready, what is blocked, and why, from the input and the exports of the Connect servers.",
    discussion: """
      Writes nothing but its report. Exit code 0 when nothing but remarks came up, 2 when there are conditions or open questions, 1 when there is a \
      blocker or something could not be read.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown, html, exception }

  @Argument(help: "Environment files.", completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  @Option(
    help:
      "How the report is spelled: text, json, markdown or html; or exception, the page for a request to Microsoft for more time, always without names."
  )
  var format = Format.text

  @Flag(help: "Put labels in the place of the names of servers, accounts, forests, domains, the tenant, people and folders.")
  var redact = false

  func validate() throws {
    if format == .exception, files.count > 1 { throw ValidationError("a request is for one environment; name one file") }
    if format == .html, files.count > 1 { throw ValidationError("a page of HTML is for one environment; name one file") }
  }

  func run() throws {
    let console = Console(format: format == .json ? .json : .text)
    let write = try writer()
    var status = ExitStatus.done
    for file in files {
      do throws(OutputFailure) {
        status = max(status, try assess(file, console, write))
      } catch {
        console.report(error.diagnostics, texts: [])
        status = .fileSystem
      }
    }
    if status != .done { throw ArgumentParser.ExitCode(status.rawValue) }
  }

  private func writer() throws -> (Site, Assessment) -> String {
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

  private func assess(
    _ file: String, _ console: Console, _ write: (Site, Assessment) -> String
  ) throws(OutputFailure) -> ExitStatus {
    let input = try SiteInput.read(file)
    var diagnostics = input.diagnostics
    let redaction =
      hidesNames ? input.site.map { Redaction(of: $0, file: file, bases: input.files.dropFirst().map(\.name)) } ?? .none : .none
    if let site = input.site {
      // For what only planning finds out, such as that no precedence is free.
      _ = Planner.plan(
        site.environment, findings: [], wizard: WizardVerdict(of: site.environment), into: &diagnostics)
    }
    report(diagnostics, input, redaction, console)
    guard let site = input.site else { return .inputRefused }
    let assessment = Assessment(site, isPartial: diagnostics.hasErrors, redaction: redaction)
    console.result(write(site, assessment))
    return assessment.status
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
