import ArgumentParser
import Diagnostics
import Output
import TemplateEngine

/// Runs several environment files through the pipeline and hands each kit to what the command does with it.
struct EnvironmentRun {
  let options: EnvironmentOptions

  /// - Parameter body: what to do with a kit; returns how it went.
  func callAsFunction(_ body: (Pipeline.Outcome.Ready, Console) throws -> ExitStatus) throws {
    let console = options.common.console
    var status = ExitStatus.done
    do {
      let pipeline = Pipeline(
        templates: try TemplateOverrides.load(options.templates), output: options.output, isStrict: options.strict)
      var seen: [String: String] = [:]
      for path in options.files { status = max(status, try one(path, pipeline, console, &seen, body)) }
    } catch let error as TemplateErrors {
      console.report(error.diagnostics, texts: [])
      status = .inputRefused
    } catch let error as OutputFailure {
      console.report(error.diagnostics, texts: [])
      status = .fileSystem
    }
    if status != .done { throw ArgumentParser.ExitCode(status.rawValue) }
  }

  private func one(
    _ path: String, _ pipeline: Pipeline, _ console: Console, _ seen: inout [String: String],
    _ body: (Pipeline.Outcome.Ready, Console) throws -> ExitStatus
  ) throws -> ExitStatus {
    do {
      let outcome = try pipeline.run(path)
      console.report(outcome.diagnostics.sorted, texts: [(name: outcome.file.name, bytes: outcome.file.bytes)])
      guard let ready = outcome.ready else { return .inputRefused }
      let name = ready.plan.environment.name
      if let other = seen.updateValue(path, forKey: name.value) {
        console.report(
          [
            Diagnostic(
              CommandCatalog.environmentTwice, "'\(name.value)' is the environment of '\(other)' too", at: name.range,
              hint: "give each environment a name of its own")
          ], texts: [])
        return .inputRefused
      }
      let status = try body(ready, console)
      return ready.plan.blockers.isEmpty ? status : max(status, .inputRefused)
    } catch let error as OutputFailure {
      console.report(error.diagnostics, texts: [])
      return .fileSystem
    }
  }
}

/// The codes of what only the command line can find out.
enum CommandCatalog {
  static let environmentTwice = DiagnosticCode(
    "environment-twice", .error,
    "Each environment has a folder of its own below the output folder. Two files with the same name of environment would write over each other."
  )

  static let exportFolder = DiagnosticCode(
    "export-folder", .error,
    "A server's export is a folder beside the input file, with the folders Connectors, GlobalSettings and SynchronizationRules in it. One that cannot be opened is not the same as none: what it would have answered is not known."
  )

  static let allCodes = [environmentTwice, exportFolder]
}
