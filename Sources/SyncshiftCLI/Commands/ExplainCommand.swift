import ArgumentParser
import Diagnostics
import JSON

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a code, finding, field, step, artifact or file is, why it holds, and where the fact comes from.",
    discussion: """
      NAME is a diagnostic code, a finding, a field such as waves[].units, a kind of artifact, a step such as waves.pilot.connect.stop.SYNC01, or the \
      path of a generated file, from here or in the kit (waves/01-pilot/runbook.md). Steps and the lines of the input that made a file need --input.
      """)

  @Argument(help: "What to explain.")
  var name: String

  @Option(
    help: "Environment file whose plan holds the step, or which made the file.", completion: .file(extensions: ["yaml", "yml"]))
  var input: String?

  @Option(help: "Which environment of a fleet file is meant; the first row when left out. Goes with --input.")
  var environment: String?

  @Option(name: .shortAndLong, help: "Folder that holds one kit for each environment.", completion: .directory)
  var output = "Output"

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if environment != nil, input == nil {
      throw ValidationError("--environment names one of the environments of --input, which is missing")
    }
  }

  func run() throws {
    let topics = ExplainTopics(input: input, environment: environment, output: output, console: common.console)
    guard let explanation = try topics.explain(name) else {
      throw ValidationError(
        "nothing is called '\(name)'\(Suggestion.nearest(to: name, among: topics.names).map { "; did you mean '\($0)'?" } ?? "")"
          + (input == nil ? "; for a step or a file of a kit, name the environment file with --input" : ""))
    }
    common.console.result(explanation.text(common.format))
  }
}

/// The answer of explain: a title and labelled paragraphs, in order.
struct Explanation {
  let title: String
  let parts: [(label: String, text: String)]

  func text(_ format: OutputFormat) -> String {
    switch format {
    case .text:
      "\(title)\n" + parts.filter { !$0.text.utf8.isEmpty }.map { "  \($0.label):\(Self.block($0.text))\n" }.joined()
    case .json:
      JSONValue.object([("title", .text(title))] + parts.map { ($0.label, .text($0.text)) }).line + "\n"
    }
  }

  /// Several lines stand below their label.
  private static func block(_ text: String) -> String {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.count == 1 { return " \(text)" }
    return lines.map { line in line.isEmpty ? "\n" : "\n    \(String(decoding: line, as: UTF8.self))" }.joined()
  }
}
