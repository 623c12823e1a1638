import ArgumentParser

/// The command line. Messages go to standard error, results to standard output.
@main
struct Syncshift: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "syncshift",
    abstract: "Writes the kit that moves an estate from Entra Connect Sync to Entra Cloud Sync.",
    discussion: """
      One environment file in, one reviewable kit out. Nothing is sent anywhere: the kit is carried to where it runs.

      Exit codes: 0 done; 1 the input has errors, blockers or, with --strict, warnings; 2 differences found (plan, check, diff, verify), or conditions and questions (assess); \
      64 wrong usage; 70 a fault of this program; 74 the file system.
      """,
    version: ToolVersion.text,
    subcommands: [
      GenerateCommand.self, PlanCommand.self, CheckCommand.self, AssessCommand.self, BundleCommand.self, DiffCommand.self,
      ExplainCommand.self, InitCommand.self, SchemaCommand.self, TemplatesCommand.self,
      VerifyCommand.self,
    ])

  static func main() async {
    ProgramFault.answerWithExitCode()
    await main(arguments)
  }

  /// As the parser gets them.
  private static var arguments: [String] {
    let arguments = CommandLine.arguments.dropFirst()
    let command = configuration.subcommands.first { $0.configuration.commandName == arguments.first }
    return command is any TakesPaths.Type ? PathRun.joining(arguments) : Array(arguments)
  }
}

/// The version of this program, as the manifest of every kit records it.
enum ToolVersion {
  static let text = "0.1.0"
}
