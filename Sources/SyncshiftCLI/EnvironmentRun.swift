import ArgumentParser
import Diagnostics
import Output
import TemplateEngine

/// Runs several environment files through the pipeline and hands each kit to what the command does with it.
///
/// Each environment is read, checked, planned, rendered and written by itself, several at once, and is gone from memory before the next one is
/// begun in its place. What is said about them comes in the order of the files, whatever the number of jobs.
struct EnvironmentRun {
  let options: EnvironmentOptions

  /// What to do with a kit; returns how it went.
  typealias Body = @Sendable (Pipeline.Outcome.Ready, Console) throws -> ExitStatus

  func callAsFunction(_ body: @escaping Body) async throws {
    let console = options.common.console
    var status = ExitStatus.done
    do {
      let pipeline = Pipeline(
        templates: try TemplateOverrides.load(options.templates), output: options.output, isStrict: options.strict)
      status = try await run(options.files, pipeline, console, body)
    } catch let error as TemplateErrors {
      console.report(error.diagnostics, texts: [])
      status = .inputRefused
    } catch let error as OutputFailure {
      console.report(error.diagnostics, texts: [])
      status = .fileSystem
    }
    if status != .done { throw ArgumentParser.ExitCode(status.rawValue) }
  }

  private func run(_ files: [String], _ pipeline: Pipeline, _ console: Console, _ body: @escaping Body) async throws -> ExitStatus
  {
    let names = EnvironmentNames()
    return try await withThrowingTaskGroup(of: Report.self) { group in
      var begun = 0
      func begin() {
        guard begun < files.count else { return }
        let (index, path) = (begun, files[begun])
        begun += 1
        group.addTask {
          let own = console.keeping()
          return Report(index: index, status: try await Self.one(path, index, names, pipeline, own, body), console: own)
        }
      }
      for _ in 0..<options.jobs { begin() }

      var status = ExitStatus.done
      var early: [Int: Report] = [:]
      var next = 0
      while let report = try await group.next() {
        begin()
        early[report.index] = report
        while let due = early.removeValue(forKey: next) {
          due.console.release()
          status = max(status, due.status)
          next += 1
        }
      }
      return status
    }
  }

  /// How one file went, and what there is to say about it.
  private struct Report: Sendable {
    let index: Int
    let status: ExitStatus
    let console: Console
  }

  private static func one(
    _ path: String, _ index: Int, _ names: EnvironmentNames, _ pipeline: Pipeline, _ console: Console, _ body: Body
  ) async throws -> ExitStatus {
    do {
      let input: SiteInput
      do throws(OutputFailure) {
        input = try SiteInput.read(path)
      } catch {
        _ = await names.claim(nil, for: path, at: index)
        throw error
      }
      let other = await names.claim(input.site?.environment.name.value, for: path, at: index)
      let outcome = try pipeline.run(input, sharing: other)
      console.report(outcome.diagnostics.sorted, files: outcome.files)
      guard let ready = outcome.ready else { return .inputRefused }
      let status = try body(ready, console)
      return ready.plan.blockers.isEmpty ? status : max(status, .inputRefused)
    } catch let error as OutputFailure {
      console.report(error.diagnostics, texts: [])
      return .fileSystem
    }
  }
}
