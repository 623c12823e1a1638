import ArgumentParser
import Output

struct GenerateCommand: AsyncParsableCommand, TakesPaths {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Write the kit of each environment, or bring it up to date.",
    discussion: """
      Unchanged files are not touched. A folder with files of somebody else, or a generated file that somebody edited, is refused with a list; \
      --force goes on, keeps what was there, and says so on the kit's first page until a run without it succeeds.

      A kit is written whole or not at all, so --only and --except choose environments here, also by domain and wave.
      """)

  @OptionGroup var options: EnvironmentOptions

  @Flag(help: "Go on over edited and foreign files. They are kept beside the new ones.")
  var force = false

  func validate() throws {
    if options.fleet.selection.namesArtifacts {
      throw ValidationError("a kit is written whole, so generate takes no artifact: in --only and --except; plan and check do")
    }
  }

  func run() async throws {
    let format = options.common.format
    var run = EnvironmentRun(options: options)
    run.known = { location, environment, console in
      let report = GenerateReport(
        environment: location.name, path: location.path, files: environment.files, blockers: environment.blockers)
      console.result(report.text(nil, format))
      return report.outcome(nil)
    }
    try await run { made, console in
      let ready = made.ready
      let report = GenerateReport(
        environment: ready.location.name, path: ready.location.path, files: ready.fileCount, blockers: ready.blockers)
      let kit = try KitWriter(isStamping: made.recognition != nil).prepare(
        ready.kit, to: ready.location, force: force, marked: ready.forcedKit)
      // Small pieces only: many may wait, and the kit's bytes are on the disk.
      let memory = made.recognition?.memory(of: ready, made.diagnostics)
      let standing = made.result("", .done)
      let (source, recognition) = (made.source, made.recognition)
      return .write(kit, isBlocked: standing.isInTheWay) { written in
        switch written {
        case .failure(let failure):
          console.report(failure.diagnostics, texts: [])
          return EnvironmentResult(source, .failed, failure.diagnostics, .fileSystem)
        case .success(let written):
          console.report(written.messages, texts: [])
          console.result(report.text(written, format))
          // A forced kit says so; a run without force would make another one.
          if let memory, let evidence = written.evidence, written.messages.isEmpty, !written.isForced {
            recognition?.remember(memory, kit.location, evidence)
          }
          var result = standing
          result.outcome = report.outcome(written)
          return result
        }
      }
    }
  }
}
