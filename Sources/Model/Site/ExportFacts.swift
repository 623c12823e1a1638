import ConnectExport
import Diagnostics
import Vocabulary

/// What an export says about the questions of the input. Only what is stated answers; a parameter that a build does not write is no "no".
enum ExportFacts {
  /// One fact as an export states it.
  struct Statement {
    let fact: EstateFact
    let isTrue: Bool
    let place: SourceRange
  }

  /// Answers what the input leaves unknown.
  static func answer(_ environment: inout Environment, from server: SiteExports.Server) -> [ExportAnswer] {
    statements(server.export, environment).filter { environment.facts[$0.fact].value == .unknown }.map { statement in
      let answer: Answer = statement.isTrue ? .yes : .no
      let keyPath = environment.facts[statement.fact].keyPath
      environment.facts.answer(statement.fact, Located(answer, at: statement.place, keyPath: keyPath))
      return ExportAnswer(keyPath: keyPath, value: answer.rawValue, server: server, place: statement.place)
    }
  }

  static func statements(_ export: ServerExport, _ environment: Environment) -> [Statement] {
    connectorsAndSettings(export) + rules(export, environment)
  }

  /// What an export states without knowing whose rules are ours.
  static func connectorsAndSettings(_ export: ServerExport) -> [Statement] { settings(export) + connectors(export) }

  /// Parameters that are True or False. Source: RULE-XML, and listings of later builds.
  private static let flags: [(Metaverse.Setting, EstateFact)] = [
    (.deviceWriteUp, .deviceSync), (.deviceWriteback, .deviceWriteback), (.directoryExtension, .directoryExtensions),
    (.groupWriteback, .groupWritebackV1), (.hybridExchange, .exchangeHybridWriteback), (.mailPublicFolder, .mailPublicFolders),
    (.seamlessSSO, .seamlessSSO), (.userWriteback, .userWriteback),
  ]

  private static func settings(_ export: ServerExport) -> [Statement] {
    guard let metaverse = export.metaverse else { return [] }
    var found = flags.compactMap { setting, fact in
      metaverse[setting].flatMap { text in text.bool.map { Statement(fact: fact, isTrue: $0, place: text.place) } }
    }
    if let upn = metaverse[.upnAttribute], !upn.isEmpty {
      found.append(Statement(fact: .alternateLoginID, isTrue: !upn.isWord("userPrincipalName"), place: upn.place))
    }
    // The wizard knows federation only where it set it up itself, so nothing else is a "no".
    if let method = metaverse[.signOnMethod], method.isWord("Federation") {
      found.append(Statement(fact: .federation, isTrue: true, place: method.place))
    }
    if let criteria = metaverse[.joinCriteria], !criteria.isEmpty {
      let isOne = export.activeDirectoryConnectors.count == 1
      found.append(
        Statement(
          fact: .matchingAcrossForests, isTrue: !isOne && !criteria.isWord("AlwaysProvision"), place: criteria.place))
    }
    if let filtering = groupFiltering(export, metaverse) { found.append(filtering) }
    return found
  }

  /// Yes when the option is on or any connector names a group; no when the option is off and no connector names one.
  private static func groupFiltering(_ export: ServerExport, _ metaverse: Metaverse) -> Statement? {
    if let group = export.activeDirectoryConnectors.compactMap(\.filteringGroup).first(where: { !$0.isEmpty }) {
      return Statement(fact: .groupFiltering, isTrue: true, place: group.place)
    }
    return metaverse[.groupFiltering].flatMap { text in
      text.bool.map { Statement(fact: .groupFiltering, isTrue: $0, place: text.place) }
    }
  }

  /// The connectors' own fields; later builds leave the parameters of the same name out.
  private static func connectors(_ export: ServerExport) -> [Statement] {
    var found: [Statement] = []
    let hashes = export.activeDirectoryConnectors.compactMap(\.passwordHashSync)
    if let on = hashes.first(where: { $0.bool == true }) {
      found.append(Statement(fact: .passwordHashSync, isTrue: true, place: on.place))
    } else if let off = hashes.first, hashes.count == export.activeDirectoryConnectors.count,
      hashes.allSatisfy({ $0.bool == false })
    {
      found.append(Statement(fact: .passwordHashSync, isTrue: false, place: off.place))
    }
    if let writeback = export.entraConnector?.passwordWriteback, let isOn = writeback.bool {
      found.append(Statement(fact: .passwordWriteback, isTrue: isOn, place: writeback.place))
    }
    if let other = export.connectors.first(where: { $0.kind == .other }) {
      found.append(Statement(fact: .ldapConnectors, isTrue: true, place: other.category.place))
    } else if let first = export.connectors.first {
      found.append(Statement(fact: .ldapConnectors, isTrue: false, place: first.category.place))
    }
    return found
  }

  private static func rules(_ export: ServerExport, _ environment: Environment) -> [Statement] {
    let filters = RuleSorting(export, environment).custom.filter { !$0.isDisabled && CustomRuleClass($0) == .filter }
    return filters.first.map { [Statement(fact: .attributeFiltering, isTrue: true, place: $0.name.place)] } ?? []
  }
}
