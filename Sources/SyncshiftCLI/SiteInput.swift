import Diagnostics
import Input
import Model
import Output

/// Everything that one environment file states: the file itself, those that it extends, and the exports and inventory results that it names.
struct SiteInput {
  /// The file itself, then the one it extends, and so on.
  let files: [InputFile]
  var diagnostics = DiagnosticList()
  /// Nil when the file could not be read; the diagnostics say why.
  var site: Site?

  static func read(_ path: String) throws(OutputFailure) -> SiteInput {
    var diagnostics = DiagnosticList()
    let overlaid = try OverlaidInput.open(path, into: &diagnostics)
    var input = SiteInput(files: overlaid.files, diagnostics: diagnostics)
    guard let node = overlaid.node, let environment = EnvironmentReader.read(node, into: &input.diagnostics) else { return input }
    let exports = ExportFolders().exports(of: environment, into: &input.diagnostics)
    let inventory = InventoryFolder().inventory(of: environment, into: &input.diagnostics)
    input.site = Site(environment, exports, inventory, into: &input.diagnostics)
    return input
  }
}

extension OverlaidInput {
  /// Reads a file and those that it extends from the disk.
  static func open(_ path: String, into diagnostics: inout DiagnosticList) throws(OutputFailure) -> OverlaidInput {
    let access = FileAccess()
    let most = InputLimits.standard.fileBytes
    let file = InputFile(name: path, bytes: try access.read(path, atMost: most))
    return OverlayReader.read(file, into: &diagnostics) { base in
      do throws(OutputFailure) {
        return .bytes(try access.read(base, atMost: most))
      } catch {
        return .unreadable(error.diagnostics.first?.message ?? "unknown")
      }
    }
  }
}

extension Console {
  /// - Parameter files: the files that the diagnostics point into, for excerpts.
  func report(_ diagnostics: [Diagnostic], files: [InputFile]) {
    report(diagnostics, texts: files.map { (name: $0.name, bytes: $0.bytes) })
  }
}
