import ConnectExport
import Diagnostics
import Vocabulary

/// Computers that Connect Sync reads and joins though nobody synchronizes devices.
enum ComputersSelectedRule {
  static let code = FindingCode(
    "computers-selected",
    limit:
      "Connect Sync synchronizes computers for hybrid join by rules from the class computer. Later builds do not always write whether device "
      + "synchronization is on, and what nobody hands over stands still after the cutover.",
    citations: [.deviceSync, .ruleExport])

  static let rule = SiteRule(code) { site in
    guard let server = site.exports.leading, site.written.facts[.deviceSync].value == .no,
      server.export.metaverse?[.deviceWriteUp] == nil,
      let selected = server.export.activeDirectoryConnectors.flatMap(\.partitions).filter(\.isSelected)
        .flatMap(\.objectClasses).first(where: { $0.isWord("computer") })
    else { return [] }
    let rules = server.export.rules.filter { rule in
      !rule.isDisabled && rule.direction == .inbound
        && ["computer", "msds-device"].contains { foldedASCII(rule.sourceObjectType) == Array($0.utf8) }
    }
    guard !rules.isEmpty else { return [] }
    return [
      server.finding(
        code, .question,
        "The input says that no computers are synchronized; the class computer is selected and \(rules.count) enabled rules take it",
        remedy:
          "Look in the Entra admin center for devices of type 'Microsoft Entra hybrid joined', and correct device-sync if there are any.",
        at: selected.place)
    ]
  }
}
