import ArgumentParser
import Diagnostics
import Input
import Output
import TemplateEngine

/// Takes environments through the pipeline and hands each kit to what the command does with it.
struct EnvironmentRun {
  let options: EnvironmentOptions
  /// Only looks: what is excepted is hidden, and its environment is looked at all the same.
  var isLooking = false
  /// What to do with an environment that is known to be unchanged; nil to take each through all stages.
  var known: (@Sendable (KitLocation, KnownEnvironment, Console) -> String)?

  /// An environment with its kit, and what came up on the way.
  struct Made: Sendable {
    let source: EnvironmentSource
    let ready: Pipeline.Outcome.Ready
    let diagnostics: [Diagnostic]
    /// Nil when nothing is to be remembered.
    let recognition: Recognition?

    /// How it stands.
    func result(_ outcome: String, _ status: ExitStatus) -> EnvironmentResult {
      EnvironmentResult(
        source, ready.location.name, blockers: ready.blockers, conditions: ready.conditions, diagnostics, outcome: outcome, status
      )
    }
  }

  typealias Body = @Sendable (Made, Console) throws -> FleetRun.Step

  func callAsFunction(_ body: @escaping Body) async throws {
    let console = options.common.console
    var status = ExitStatus.done
    do {
      let (templates, digest) = try TemplateOverrides.load(options.templates)
      let worker = Worker(
        pipeline: Pipeline(templates: templates, output: options.output, isStrict: options.strict),
        recognition: known == nil ? nil : Recognition(templates: digest, output: options.output, isStrict: options.strict),
        selection: options.fleet.selection, isLooking: isLooking, known: known, body: body)
      status = try await FleetRun(
        options: options.fleet, console: console, isLooking: isLooking, output: options.output, body: worker.step)()
    } catch let error as TemplateErrors {
      console.report(error.diagnostics, texts: [])
      status = .inputRefused
    } catch let error as OutputFailure {
      console.report(error.diagnostics, texts: [])
      status = .fileSystem
    }
    if status != .done { throw ArgumentParser.ExitCode(status.rawValue) }
  }
}

/// Takes one environment through all stages.
private struct Worker: Sendable {
  let pipeline: Pipeline
  let recognition: Recognition?
  let selection: EnvironmentSelection
  let isLooking: Bool
  let known: (@Sendable (KitLocation, KnownEnvironment, Console) -> String)?
  let body: EnvironmentRun.Body

  func step(_ source: EnvironmentSource, _ index: Int, _ names: EnvironmentNames, _ console: Console) async -> FleetRun.Step {
    do {
      var read = DiagnosticList()
      let overlaid: OverlaidInput
      do throws(OutputFailure) {
        overlaid = try source.read(into: &read)
      } catch {
        _ = await names.claim(nil, for: source.name, at: index)
        throw error
      }
      if let node = overlaid.node, !selection.takes(node, hidingOnly: isLooking) {
        _ = await names.claim(nil, for: source.name, at: index)
        return .leftOut
      }
      let digest = Recognition.digest(overlaid, read)
      if let digest, let known, let (location, environment) = recognition?.known(overlaid, digest: digest),
        await names.claim(location.name, for: source.name, at: index) == nil
      {
        console.report(environment.diagnostics, files: overlaid.files)
        let outcome = known(location, environment, console)
        return .done(
          EnvironmentResult(
            source, location.name, blockers: environment.blockers, conditions: environment.conditions, environment.diagnostics,
            outcome: outcome, .done))
      }
      let trail = ReadTrail()
      let input = SiteInput(overlaid, read, trail: trail)
      let other = await names.claim(input.site?.environment.name.value, for: source.name, at: index)
      let outcome = try pipeline.run(input, sharing: other, digest: digest, trail: trail)
      let diagnostics = outcome.diagnostics.sorted
      console.report(diagnostics, files: outcome.files)
      guard let ready = outcome.ready else { return .done(EnvironmentResult(source, .refused, diagnostics, .inputRefused)) }
      return try body(
        EnvironmentRun.Made(source: source, ready: ready, diagnostics: diagnostics, recognition: recognition), console)
    } catch {
      let failure = error as? OutputFailure
      console.report(failure?.diagnostics ?? [], texts: [])
      return .done(EnvironmentResult(source, .failed, failure?.diagnostics ?? [], .fileSystem))
    }
  }
}
