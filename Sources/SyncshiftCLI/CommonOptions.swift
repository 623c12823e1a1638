import ArgumentParser
import Artifacts
import Glibc
import Output

enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

/// What every command understands that goes through environments.
struct FleetOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Environment files, and fleet files with a table of environments.", valueName: "files"),
    completion: .file(extensions: ["yaml", "yml"]))
  private var runs: [PathRun]
  var files: [String] { runs.flatMap(\.paths) }

  @Option(
    help: "How many environments to work on at once; the number of cores when left out. Nothing but the time depends on it.")
  var jobs = Self.cores

  @Option(
    help: ArgumentHelp(
      "Work on nothing else: an environment's name, environment:NAME, domain:NAME, wave:NAME or artifact:KIND; * stands for any text. May be repeated.",
      valueName: "term"))
  var only: [String] = []

  @Option(help: ArgumentHelp("Leave out, in the same words as --only. May be repeated.", valueName: "term"))
  var except: [String] = []

  @Flag(help: "Begin no further environment after the first one, in the order given, that is blocked or cannot be done.")
  var stopOnBlocked = false

  @Option(
    help: "Write how each environment stands into a file: a page (.html), JSON (.json) or a table (.txt).", completion: .file())
  var summary: String?

  func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs takes a whole number from 1") }
    for term in only + except where EnvironmentTerm(term) == nil {
      throw ValidationError("'\(term)' is not a name, or one with environment:, domain:, wave: or artifact: before it")
    }
    // A slip in a kind would read as "nothing is different" otherwise.
    let kinds = ArtifactCatalog.kinds.map { $0.name }
    for text in only + except {
      guard let term = EnvironmentTerm(text), term.kind == .artifact, !kinds.contains(where: term.matches) else { continue }
      throw ValidationError("'\(text)' fits no kind of artifact; the kinds are \(kinds.joined(separator: ", "))")
    }
    if let summary, FleetSummary.Form(fileName: summary) == nil {
      throw ValidationError("the name of the summary ends with .html, .json or .txt")
    }
  }

  var selection: EnvironmentSelection {
    EnvironmentSelection(only: only.compactMap(EnvironmentTerm.init), except: except.compactMap(EnvironmentTerm.init))
  }

  private static let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

/// What every command understands that makes kits of environments.
struct EnvironmentOptions: ParsableArguments {
  @OptionGroup var fleet: FleetOptions

  @Option(name: .shortAndLong, help: "Folder that holds one kit for each environment.", completion: .directory)
  var output = "Output"

  @Option(help: "Folder with templates that replace built-in ones of the same name.", completion: .directory)
  var templates: String?

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @OptionGroup var common: CommonOptions

  /// The command that takes over what the input gives, as a line for a person.
  func accepting(_ comparison: KitComparison, of made: EnvironmentRun.Made) -> String {
    let words =
      ["syncshift", "generate", made.ready.file, "--output", output]
      + (made.source.environment.map { ["--only", $0] } ?? []) + (templates.map { ["--templates", $0] } ?? [])
      + (comparison.needsForce ? ["--force"] : [])
    return "to accept the input's version: \(words.map(Self.shellWord).joined(separator: " "))\n"
  }

  /// As a POSIX shell reads it back.
  private static func shellWord(_ word: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./".utf8)
    if !word.utf8.isEmpty, word.utf8.allSatisfy(plain.contains) { return word }
    let quote = UInt8(ascii: "'")
    return String(decoding: [quote] + word.utf8.flatMap { $0 == quote ? Array(#"'\''"#.utf8) : [$0] } + [quote], as: UTF8.self)
  }
}

/// What every command understands.
struct CommonOptions: ParsableArguments {
  @Option(help: "How results and messages are spelled: text or json.")
  var format = OutputFormat.text

  var console: Console { Console(format: format) }
}
