import ArgumentParser
import Artifacts
import Diagnostics
import Input
import Output
import Review
import TemplateEngine

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Say what is different between two kits, or two environment files, and what that means.",
    discussion: """
      First what the change means, the worst first: scope, deletions, rules, jobs, work, findings, settings, text. Then the lines. A folder is read as a kit, as it \
      stands there; a file is read as an environment file. Exit code 0 when nothing differs, 2 when something does, 1 when an environment file has errors.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json, html }

  @Argument(help: "Kit or environment file before.", completion: .file())
  var old: String

  @Argument(help: "Kit or environment file after.", completion: .file())
  var new: String

  @Option(help: "text for a terminal, markdown for a pull request, html for one page, json for programs.")
  var format = Format.text

  @Flag(help: "Name the files that differ, and leave their lines out.")
  var summary = false

  func run() throws {
    let console = Console(format: format == .json ? .json : .text)
    let comparison: Comparison
    do {
      let sides = DiffSides(templates: try KitTemplates(), console: console)
      guard let before = try sides.read(old), let after = try sides.read(new) else {
        throw ArgumentParser.ExitCode(ExitStatus.inputRefused.rawValue)
      }
      comparison = Comparison(
        old: old, new: new, summary: KitSummaries.difference(before.kit, after.kit),
        files: summary ? before.files(to: after).map(\.withoutLines) : before.files(to: after))
    } catch let error as OutputFailure {
      console.report(error.diagnostics, texts: [])
      throw ArgumentParser.ExitCode(ExitStatus.fileSystem.rawValue)
    }
    console.result(text(comparison))
    if !comparison.isSame { throw ArgumentParser.ExitCode(ExitStatus.different.rawValue) }
  }

  private func text(_ comparison: Comparison) -> String {
    switch format {
    case .text: TextReport.text(comparison)
    case .markdown: MarkdownReport.text(comparison)
    case .json: JSONReport.text(comparison)
    case .html: HTMLReport.text(comparison)
    }
  }
}

/// Reads the two sides of a difference.
private struct DiffSides {
  let templates: KitTemplates
  let console: Console

  struct Side {
    let kit: KitContents
    /// The environment file and those that it extends, when the side is one.
    let inputs: [InputFile]?

    /// The files that differ: those of two kits, or the lines of two environment files.
    func files(to other: Side) -> [FileDifference] {
      guard let inputs, let others = other.inputs else { return FileDifference.all(kit, other.kit) }
      return (0..<max(inputs.count, others.count)).compactMap { place in
        let old = inputs.indices.contains(place) ? inputs[place] : nil
        let new = others.indices.contains(place) ? others[place] : nil
        guard old?.bytes != new?.bytes else { return nil }
        return FileDifference(path: new?.name ?? old?.name ?? "", old: old?.bytes ?? [], new: new?.bytes ?? [])
      }
    }
  }

  /// Nil when it is an environment file with errors, which are then reported.
  func read(_ path: String) throws -> Side? {
    if try FileAccess().isFolder(path) {
      let verification = try FolderVerifier().verify(path)
      for item in verification.items {
        console.message("note: '\(path)' is not what was written: \(item.fault.rawValue) \(item.path): \(item.detail)\n")
      }
      return Side(kit: try KitContents.read(path), inputs: nil)
    }
    let outcome = try Pipeline(templates: templates, output: nil, isStrict: false).run(path)
    console.report(outcome.diagnostics.sorted, files: outcome.files)
    return outcome.ready.map { Side(kit: KitContents($0.kit), inputs: outcome.files) }
  }
}
