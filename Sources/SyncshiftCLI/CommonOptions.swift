import ArgumentParser
import Glibc
import Output

enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

/// What every command understands that reads environment files.
struct EnvironmentOptions: ParsableArguments {
  @Argument(help: "Environment files.", completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  @Option(name: .shortAndLong, help: "Folder that holds one kit for each environment.", completion: .directory)
  var output = "Output"

  @Option(help: "Folder with templates that replace built-in ones of the same name.", completion: .directory)
  var templates: String?

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Option(
    help: "How many environments to work on at once; the number of cores when left out. Nothing but the time depends on it.")
  var jobs = Self.cores

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs takes a whole number from 1") }
  }

  /// The command that takes over what the input gives, as a line for a person.
  func accepting(_ comparison: KitComparison, of ready: Pipeline.Outcome.Ready) -> String {
    let words =
      ["syncshift", "generate", ready.file, "--output", output]
      + (templates.map { ["--templates", $0] } ?? []) + (comparison.needsForce ? ["--force"] : [])
    return "to accept the input's version: \(words.map(Self.shellWord).joined(separator: " "))\n"
  }

  /// As a POSIX shell reads it back.
  private static func shellWord(_ word: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./".utf8)
    if !word.utf8.isEmpty, word.utf8.allSatisfy(plain.contains) { return word }
    let quote = UInt8(ascii: "'")
    return String(decoding: [quote] + word.utf8.flatMap { $0 == quote ? Array(#"'\''"#.utf8) : [$0] } + [quote], as: UTF8.self)
  }

  private static let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

/// What every command understands.
struct CommonOptions: ParsableArguments {
  @Option(help: "How results and messages are spelled: text or json.")
  var format = OutputFormat.text

  var console: Console { Console(format: format) }
}
