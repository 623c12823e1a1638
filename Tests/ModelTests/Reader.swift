import Diagnostics
import Input
import SampleEstates

@testable import Model

/// Reads changed examples for what is wrong with them.
enum Reader {
  static func diagnostics(_ yaml: String) -> [Diagnostic] {
    var diagnostics = DiagnosticList()
    if let node = YAMLReader.read(InputFile(name: "sample.yaml", bytes: Array(yaml.utf8)), into: &diagnostics) {
      _ = EnvironmentReader.read(node, into: &diagnostics)
    }
    return diagnostics.sorted
  }

  static func codes(_ example: String, _ changes: [(String, String)]) throws -> [String] {
    diagnostics(SampleEstate.yaml(example, replacing: changes)).map(\.code.name)
  }
}
