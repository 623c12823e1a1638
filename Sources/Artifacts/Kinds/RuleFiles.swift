import Plan
import Vocabulary

/// The rules of each wave on each server as XML files, for review and comparison.
///
/// Inbound rules need the identifier that the server has for the connector. Where the input does not state it there is no file, and the readiness report asks
/// the question; an identifier is never invented.
enum RuleFiles: ArtifactKind {
  static let name = "rule-xml"
  static let purpose =
    "Our synchronization rules of one wave on one server, in the bytes of a configuration export; for review, not for import."
  static let templates: [TemplateUse] = []

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] { files(of: pages.plan) }

  static func files(of plan: MigrationPlan) -> [Artifact] {
    guard plan.blockers.isEmpty else { return [] }
    return plan.revisions.indices.flatMap { wave in
      plan.environment.connect.servers.flatMap { server in files(of: plan, wave: wave, server: server.name.value) }
    }
  }

  private static func files(of plan: MigrationPlan, wave: Int, server: String) -> [Artifact] {
    let name = plan.environment.waves[wave].name.value
    let folder = "\(plan.layout.rules(wave, server))/xml"
    return plan.rules.rules(of: plan.revisions[wave]).compactMap { scoped in
      guard let connector = connector(of: scoped.rule, on: server, in: plan) else { return nil }
      return Artifact(
        path: "\(folder)/\(RuleXML.fileName(scoped.rule))",
        bytes: RuleXML.bytes(scoped, connector: connector.braced, scopeOperator: plan.environment.kit.scopeOperator.value),
        kind: self.name,
        steps: [StepID.wave(name, "rules.install", server), StepID.wave(name, "rules.verify", server)],
        keyPaths: scoped.units.keyPaths + ["connect.precedence"])
    }
  }

  private static func connector(of rule: SynchronizationRule, on server: String, in plan: MigrationPlan) -> GUID? {
    guard let name = rule.connectorName else { return SynchronizationRule.entraConnector }
    return plan.environment.forests.first { $0.connector.name.value.utf8.elementsEqual(name.utf8) }?.connector.id(on: server)?
      .value
  }
}
