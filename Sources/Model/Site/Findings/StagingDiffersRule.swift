import ConnectExport
import Diagnostics
import Vocabulary

/// Differences between the active server and one in staging mode that matter when they change places.
enum StagingDiffersRule {
  static let code = FindingCode(
    "staging-differs",
    limit:
      "A staging server takes over with its own rules and scope; nothing copies them. What it lacks, it exports differently from the first cycle on.",
    citations: [.staging])

  static let rule = SiteRule(code) { site in
    guard let active = site.exports.servers.first(where: { $0.server.role.value == .active }) else { return [] }
    return site.exports.servers.filter { $0.server.role.value == .staging }.flatMap { staging in
      rules(active, staging) + rules(staging, active, isBack: true) + scopes(site, active, staging) + settings(active, staging)
    }
  }

  /// A rule by what it is on every server: identifiers of standard rules and of connectors differ.
  private static func same(_ left: ExportRule, _ right: ExportRule, _ one: SiteExports.Server, _ other: SiteExports.Server)
    -> Bool
  {
    isSameName(left.name.text, right.name.text) && left.direction == right.direction
      && isSameName(one.export.connector(of: left)?.name.text ?? "", other.export.connector(of: right)?.name.text ?? "")
  }

  /// - Parameter isBack: the second look, the other way round; what both have was compared in the first.
  private static func rules(_ one: SiteExports.Server, _ other: SiteExports.Server, isBack: Bool = false) -> [Finding] {
    one.export.rules.compactMap { rule in
      guard let twin = other.export.rules.first(where: { same(rule, $0, one, other) }) else {
        return finding("The rule \(MessageText.quote(rule.name.text)) is missing on \(other.name)", one, rule.name.place)
      }
      guard !isBack else { return nil }
      if rule.isDisabled != twin.isDisabled {
        let (on, off) = rule.isDisabled ? (other, one) : (one, other)
        return finding(
          "The rule \(MessageText.quote(rule.name.text)) is enabled on \(on.name) and disabled on \(off.name)", other,
          twin.name.place)
      }
      guard scope(rule) != scope(twin) else { return nil }
      return finding(
        "The rule \(MessageText.quote(rule.name.text)) has another scope on \(other.name) than on \(one.name)", other,
        twin.name.place)
    }
  }

  private static func scope(_ rule: ExportRule) -> [[[[UInt8]]]] {
    rule.scope.map { $0.map { [foldedASCII($0.attribute), foldedASCII($0.operator), foldedASCII($0.value.text)] } }
  }

  private static func scopes(_ site: Site, _ active: SiteExports.Server, _ staging: SiteExports.Server) -> [Finding] {
    site.environment.domains.compactMap { _, domain in
      guard let one = ExportScopes.partition(of: domain.name.value, in: active.export),
        let other = ExportScopes.partition(of: domain.name.value, in: staging.export)
      else { return nil }
      let (left, right) = (ExportScopes.scope(of: one, keyPath: ""), ExportScopes.scope(of: other, keyPath: ""))
      let names = (left.included + left.excluded + right.included + right.excluded).map(\.value)
      guard one.isSelected != other.isSelected || names.contains(where: { left.includes($0) != right.includes($0) }) else {
        return nil
      }
      return finding(
        "The scope of '\(domain.name.value)' on \(staging.name) is another one than on \(active.name)", staging, other.name.place)
    }
  }

  /// What an operator would miss after a failover, or what decides how objects are joined.
  private static let compared: [Metaverse.Setting] = [
    .anchorAttribute, .build, .deviceWriteUp, .deviceWriteback, .directoryExtensionAttributes, .exportDeletionThreshold,
    .exportDeletionThresholdValue, .groupWriteback, .hybridExchange, .joinCriteria, .upnAttribute, .userWriteback,
  ]

  private static func settings(_ active: SiteExports.Server, _ staging: SiteExports.Server) -> [Finding] {
    compared.compactMap { setting in
      guard let one = active.export.metaverse?[setting], let other = staging.export.metaverse?[setting],
        !isSameName(one.text, other.text)
      else { return nil }
      return finding(
        "\(setting.rawValue) is \(MessageText.quote(one.text)) on \(active.name) and \(MessageText.quote(other.text)) on \(staging.name)",
        staging, other.place)
    }
  }

  private static func finding(_ fact: String, _ server: SiteExports.Server, _ place: SourceRange) -> Finding {
    server.finding(
      code, .partial, fact, remedy: "Make both servers the same, by hand on each, and export both again.", at: place)
  }
}
