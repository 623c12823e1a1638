import Diagnostics
import Input
import Model
import Output

/// Everything that one environment file states: the file itself, and the exports that it names.
struct SiteInput {
  let file: InputFile
  var diagnostics = DiagnosticList()
  /// Nil when the file could not be read; the diagnostics say why.
  var site: Site?

  static func read(_ path: String) throws(OutputFailure) -> SiteInput {
    let file = InputFile(name: path, bytes: try FileAccess().read(path, atMost: InputLimits.standard.fileBytes))
    var input = SiteInput(file: file)
    guard let node = YAMLReader.read(file, into: &input.diagnostics),
      let environment = EnvironmentReader.read(node, into: &input.diagnostics)
    else { return input }
    let exports = ExportFolders().exports(of: environment, besides: path, into: &input.diagnostics)
    input.site = Site(environment, exports, into: &input.diagnostics)
    return input
  }
}
