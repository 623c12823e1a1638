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

  /// - Parameter trail: takes down what is read besides the files.
  init(_ overlaid: OverlaidInput, _ diagnostics: DiagnosticList, trail: ReadTrail? = nil) {
    files = overlaid.files
    self.diagnostics = diagnostics
    guard let node = overlaid.node, let environment = EnvironmentReader.read(node, into: &self.diagnostics) else { return }
    let access = FileAccess(trail: trail)
    let exports = ExportFolders(access: access).exports(of: environment, into: &self.diagnostics)
    let inventory = InventoryFolder(access: access).inventory(of: environment, into: &self.diagnostics)
    site = Site(environment, exports, inventory, into: &self.diagnostics)
  }

  static func read(_ path: String) throws(OutputFailure) -> SiteInput {
    var diagnostics = DiagnosticList()
    let overlaid = try OverlaidInput.open(path, into: &diagnostics)
    return SiteInput(overlaid, diagnostics)
  }
}

extension OverlaidInput {
  /// Reads a file and those that it extends from the disk.
  static func open(_ path: String, into diagnostics: inout DiagnosticList) throws(OutputFailure) -> OverlaidInput {
    read(InputFile(name: path, bytes: try FileAccess().read(path, atMost: InputLimits.standard.fileBytes)), into: &diagnostics)
  }

  static func read(_ file: InputFile, into diagnostics: inout DiagnosticList) -> OverlaidInput {
    OverlayReader.read(file, into: &diagnostics, open: OverlayReader.Opened.init(file:))
  }
}

extension OverlayReader.Opened {
  /// A file that another one names.
  init(file path: String) {
    do throws(OutputFailure) {
      self = .bytes(try FileAccess().read(path, atMost: InputLimits.standard.fileBytes))
    } catch {
      self = .unreadable(error.diagnostics.first?.message ?? "unknown")
    }
  }
}

extension Console {
  /// - Parameter files: the files that the diagnostics point into, for excerpts.
  func report(_ diagnostics: [Diagnostic], files: [InputFile]) {
    report(diagnostics, texts: files.map { (name: $0.name, lines: $0.lines) })
  }
}
