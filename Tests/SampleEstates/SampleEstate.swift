import Diagnostics
import Input
import Model
import Plan
import Templates

/// Estates for tests: the examples of the product, and changes of them.
package enum SampleEstate {
  /// The text of an example, such as `contoso`.
  package static func yaml(_ name: String) -> String {
    guard let template = Templates.all.first(where: { $0.name == "Environments/\(name).yaml" }) else {
      fatalError("there is no example called \(name)")
    }
    return template.text
  }

  /// The example with some of its text replaced; each piece has to be there.
  package static func yaml(_ name: String, replacing changes: [(String, String)]) -> String {
    changes.reduce(into: yaml(name)) { text, change in
      guard let range = text.range(of: change.0) else { fatalError("'\(change.0)' is not in \(name).yaml") }
      text.replaceSubrange(range, with: change.1)
    }
  }

  /// Reads an environment, or fails with its messages.
  package static func environment(_ yaml: String) throws -> Environment {
    var diagnostics = DiagnosticList()
    let file = InputFile(name: "sample.yaml", bytes: Array(yaml.utf8))
    if let node = YAMLReader.read(file, into: &diagnostics), let environment = EnvironmentReader.read(node, into: &diagnostics) {
      return environment
    }
    throw Refused(
      message: DiagnosticFormatter(texts: [(name: "sample.yaml", lines: TextLines(Array(yaml.utf8)))]).format(diagnostics.sorted))
  }

  /// Plans an environment without any finding, so that nothing is withheld.
  package static func plan(_ yaml: String, findings: [Finding] = []) throws -> MigrationPlan {
    var diagnostics = DiagnosticList()
    let environment = try environment(yaml)
    guard let plan = Planner.plan(environment, findings: findings, wizard: WizardVerdict(of: environment), into: &diagnostics)
    else {
      throw Refused(
        message: DiagnosticFormatter(texts: [(name: "sample.yaml", lines: TextLines(Array(yaml.utf8)))]).format(
          diagnostics.sorted))
    }
    return plan
  }

  package struct Refused: Error, CustomStringConvertible {
    package let message: String
    package init(message: String) { self.message = message }
    package var description: String { message }
  }
}

extension String {
  /// The first place where `piece` stands, compared by bytes.
  fileprivate func range(of piece: String) -> Range<String.Index>? {
    let bytes = utf8
    var start = bytes.startIndex
    while start < bytes.endIndex {
      if bytes[start...].starts(with: piece.utf8) { return start..<bytes.index(start, offsetBy: piece.utf8.count) }
      start = bytes.index(after: start)
    }
    return nil
  }
}
