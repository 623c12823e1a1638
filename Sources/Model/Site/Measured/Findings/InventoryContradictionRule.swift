import Diagnostics
import Vocabulary

/// Where the input answers a question otherwise than the inventory.
enum InventoryContradictionRule {
  static let code = FindingCode(
    "input-contradicts-inventory",
    limit: "Where the input says no and the inventory measured yes, yes is used; where the input says yes, it stands.",
    citations: [.inference])

  static let rule = SiteRule(code) { site in
    MeasuredReferences.statements(site.inventory, site.written).compactMap { statement in
      let written = site.written.facts[statement.fact]
      let measured: Answer = statement.isTrue ? .yes : .no
      guard written.value != .unknown, written.value != measured else { return nil }
      return site.finding(
        code, statement.isTrue ? .partial : .information,
        "The input says that \(statement.fact.rawValue) is \(written.value.rawValue), and the inventory that \(statement.what)",
        remedy: "Write \(measured.rawValue) at \(written.keyPath), or count again.", at: statement.number.range,
        keyPath: written.keyPath)
    }
  }
}
