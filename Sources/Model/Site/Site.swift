import ConnectExport
import Diagnostics
import Vocabulary

/// An estate as its input file, the exports of its Connect servers and the results of the inventory scripts together state it.
package struct Site: Sendable {
  /// As the file has it.
  let written: Environment
  /// With what the file leaves open answered from the exports and the inventory. What the file states stands, except where the inventory measured
  /// something worse; every contradiction is a finding.
  package let environment: Environment
  package let exports: SiteExports
  /// What the inventory scripts measured.
  package let inventory: Inventory
  /// What the exports answered, for the report.
  let answers: [ExportAnswer]
  /// What the inventory answered, for the report.
  let measured: [MeasuredAnswer]

  /// - Parameter diagnostics: takes what makes them impossible to use together.
  package init(
    _ environment: Environment, _ exports: SiteExports, _ inventory: Inventory = .none, into diagnostics: inout DiagnosticList
  ) {
    var answered = environment
    var answers: [ExportAnswer] = []
    if let leading = exports.leading {
      answers += ExportFacts.answer(&answered, from: leading)
      answers += ExportScopes.answer(&answered, from: leading)
      answers += ExportCustomRules.answer(&answered, from: leading, environment)
    }
    answers += ExportConnectorIDs.answer(&answered, from: exports, into: &diagnostics)
    ExportPrecedences.answer(&answered, from: exports, into: &diagnostics)
    // Behind the exports, which know the scope that the objects are counted in.
    MeasuredCounts.answer(&answered, from: inventory)
    measured = MeasuredReferences.answer(&answered, from: inventory)
    answered.expansions = UnitExpander.expansions(of: answered, inventory)
    UnitCountRule.checkExpansions(answered, into: &diagnostics)
    TestObjectRule.checkExpansions(answered, into: &diagnostics)
    MoveRule.checkExpansions(answered, into: &diagnostics)
    written = environment
    self.environment = answered
    self.exports = exports
    self.inventory = inventory
    self.answers = answers
    WaiverRule.reportIdle(self, into: &diagnostics)
  }

  /// Every code that putting file and exports together can report.
  package static let allCodes = [ExportConnectorIDs.contradiction, ExportPrecedences.collision, MoveRule.intoExpanded]
}

/// Something that the input left open and an export answers.
struct ExportAnswer: Sendable {
  /// Key of the input, such as `connect.features.device-sync`.
  let keyPath: String
  let value: String
  let server: SiteExports.Server
  let place: SourceRange

  var text: String { "\(keyPath) is \(value) (\(server.place(place)))" }
}
