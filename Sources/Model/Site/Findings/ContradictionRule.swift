import ConnectExport
import Diagnostics
import Vocabulary

/// Where the input says something else than an export.
enum ContradictionRule {
  static let code = FindingCode(
    "input-contradicts-export",
    limit:
      "The input and the configuration export of a server state the same thing differently. One of them is wrong or old, and a kit made of the "
      + "wrong one does not fit the site. It is never waivable; take the export out of the input when nobody can make a new one.",
    citations: [.ruleExport], isWaivable: false)

  static let rule = SiteRule(code) { site in
    site.exports.servers.flatMap { server in servers(site, server) } + (site.exports.leading.map { leading(site, $0) } ?? [])
  }

  /// What every server's export says about that server.
  private static func servers(_ site: Site, _ server: SiteExports.Server) -> [Finding] {
    mode(server) + connectorNames(site, server)
  }

  /// The scripts look a connector up by its name, so one that was found by its forest alone is not enough.
  private static func connectorNames(_ site: Site, _ server: SiteExports.Server) -> [Finding] {
    site.written.forests.compactMap { forest in
      let written = forest.connector.name
      guard let found = ExportConnectorIDs.connector(of: forest, in: server.export),
        !isSameName(found.name.text, written.value)
      else { return nil }
      return contradiction(
        "the connector to '\(forest.name.value)' is called \(MessageText.quote(written.value))", written,
        "it is called \(MessageText.quote(found.name.text))", server, found.name.place)
    }
  }

  private static func mode(_ server: SiteExports.Server) -> [Finding] {
    guard let mode = server.export.metaverse?[.stagingMode], let isStaging = mode.bool,
      isStaging != (server.server.role.value == .staging)
    else { return [] }
    let role = server.server.role
    return [
      contradiction(
        "\(server.name) is \(role.value.rawValue)", role, "StagingMode is \(mode.text)", server, mode.place)
    ]
  }

  private static func leading(_ site: Site, _ server: SiteExports.Server) -> [Finding] {
    facts(site, server) + build(site, server) + anchor(site, server) + scopes(site, server) + customRules(site, server)
  }

  private static func facts(_ site: Site, _ server: SiteExports.Server) -> [Finding] {
    ExportFacts.statements(server.export, site.written).compactMap { statement in
      let written = site.written.facts[statement.fact]
      let stated: Answer = statement.isTrue ? .yes : .no
      guard written.value != .unknown, written.value != stated else { return nil }
      return contradiction(
        "\(statement.fact.rawValue) is \(written.value.rawValue)", written, "it is \(stated.rawValue)", server, statement.place)
    }
  }

  private static func build(_ site: Site, _ server: SiteExports.Server) -> [Finding] {
    let written = site.written.connect.build
    guard server.server.role.value == .active, let stated = server.export.metaverse?[.build],
      let build = DottedVersion(stated.text), build != written.value
    else { return [] }
    return [contradiction("the build is \(written.value.text)", written, "it is \(build.text)", server, stated.place)]
  }

  private static func anchor(_ site: Site, _ server: SiteExports.Server) -> [Finding] {
    let written = site.written.connect.sourceAnchor
    guard let stated = server.export.metaverse?[.anchorAttribute], !stated.isEmpty else { return [] }
    let anchor = SourceAnchor(attribute: stated.text)
    guard !isSameName(anchor.attribute, written.value.attribute) else { return [] }
    return [
      contradiction(
        "the source anchor is \(written.value.attribute)", written, "it is \(MessageText.visible(anchor.attribute))", server,
        stated.place)
    ]
  }

  private static func scopes(_ site: Site, _ server: SiteExports.Server) -> [Finding] {
    site.written.domains.compactMap { _, domain in
      guard let written = domain.connectScope, let partition = ExportScopes.partition(of: domain.name.value, in: server.export)
      else { return nil }
      let stated = ExportScopes.scope(of: partition, keyPath: "")
      // A container of either side, or a unit, that the two judge differently.
      let names = site.written.units(in: domain) + written.included + written.excluded + stated.included + stated.excluded
      guard let name = names.first(where: { written.includes($0.value) != stated.includes($0.value) }) else { return nil }
      let isIn = stated.includes(name.value)
      return contradiction(
        "\(MessageText.quote(name.value.text)) is \(isIn ? "outside" : "inside") Connect Sync's scope",
        Located(name.value, at: domain.name.range, keyPath: "\(domain.name.keyPath.dropLast(".name".utf8.count)).connect-scope"),
        "it is \(isIn ? "inside" : "outside")", server, partition.name.place)
    }
  }

  private static func customRules(_ site: Site, _ server: SiteExports.Server) -> [Finding] {
    guard let written = site.written.connect.customRules, let stated = ExportCustomRules.counts(server, site.written) else {
      return []
    }
    return zip(written.all, stated.all).filter { $0.value != $1.value }.map { written, stated in
      let name = written.keyPath.split(separator: ".").last.map(String.init) ?? written.keyPath
      return contradiction(
        "\(written.value) custom rules are \(name)", written, "there are \(stated.value)", server, stated.range)
    }
  }

  private static func contradiction<Value>(
    _ said: String, _ written: Located<Value>, _ other: String, _ server: SiteExports.Server, _ place: SourceRange
  ) -> Finding {
    code.finding(
      .blocker, fact: "The input says that \(said), and the export says that \(other) (\(server.place(place))).",
      remedy: "Find out which of the two holds today; correct the input, or export the configuration again.", at: written)
  }
}
