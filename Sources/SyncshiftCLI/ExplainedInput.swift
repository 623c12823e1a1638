import ArgumentParser
import Diagnostics
import Input

/// The environment whose values, steps and files are explained: that of a file, or one of a fleet's.
struct ExplainedInput {
  let input: OverlaidInput
  let diagnostics: DiagnosticList
  /// Which row of a fleet that is; empty for a file.
  let row: String

  private init(_ source: EnvironmentSource, remark: String = "") throws {
    var diagnostics = DiagnosticList()
    input = try source.read(into: &diagnostics)
    self.diagnostics = diagnostics
    row = source.environment.map { "\(MessageText.visible($0)), \(MessageText.visible(source.name))\(remark)" } ?? ""
  }

  /// - Parameters:
  ///   - environment: the one that is asked for; nil for the first one.
  ///   - kit: the environment of the kit that is asked about, which is meant when no other one is asked for.
  static func read(_ path: String, environment: String?, kit: String?) throws -> ExplainedInput {
    var sources = EnvironmentSources([path], EnvironmentSelection(only: [], except: []))
    var first: EnvironmentSource?
    var names: [String] = []
    while let source = sources.take() {
      if first == nil { first = source }
      guard let name = source.environment else {
        let read = try ExplainedInput(source)
        let own = read.input.node?.text("environment")
        // What cannot be read has messages that say so.
        guard let environment, !read.diagnostics.hasErrors, own?.utf8.elementsEqual(environment.utf8) != true else { return read }
        throw refusal(path, environment, own.map { "its environment is \(MessageText.quote($0))" })
      }
      guard let wanted = environment ?? kit else { break }
      if name.utf8.elementsEqual(wanted.utf8) { return try ExplainedInput(source) }
      names.append(name)
    }
    if let environment { throw refusal(path, environment, Suggestion.hint(for: environment, among: names)) }
    guard let first else { preconditionFailure("a path names no environment") }
    return try ExplainedInput(
      first, remark: sources.total > 1 ? ", the first of \(sources.total); --environment names another" : "")
  }

  private static func refusal(_ path: String, _ environment: String, _ hint: String?) -> ValidationError {
    ValidationError(
      "\(MessageText.quote(path)) has no environment \(MessageText.quote(environment))\(hint.map { "; \($0)" } ?? "")")
  }
}
