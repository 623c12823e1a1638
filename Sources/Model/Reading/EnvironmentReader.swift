import Diagnostics
import Input
import Vocabulary

/// Reads a file's nodes into a typed environment and holds it to every rule. Reports everything that is wrong at once.
package enum EnvironmentReader {
  /// The environment, or nil when anything is wrong with it. Warnings do not stand in the way.
  ///
  /// - Parameter diagnostics: one file's; errors that are already in it, such as those of the YAML reader, count too.
  package static func read(_ node: Node, into diagnostics: inout DiagnosticList) -> Environment? {
    let reading = Reading(afterErrors: diagnostics.hasErrors)
    let environment = draft(node, reading)
    if let environment {
      let context = RuleContext(environment: environment, gaps: reading.gaps)
      for rule in EnvironmentRules.all { rule.check(context, &reading.diagnostics) }
    }
    diagnostics.append(reading.diagnostics)
    return diagnostics.hasErrors ? nil : environment
  }

  /// What could be read. Stand-ins fill the place of what is broken; their key paths are marked.
  private static func draft(_ node: Node, _ reading: Reading) -> Environment? {
    guard let root = ObjectReader(node, RootShape.shape, path: "", place: nil, reading: reading), versionIsKnown(root) else {
      return nil
    }
    let connect = root.objectOrDefaults(RootShape.connect)
    return Environment(
      name: root.required(RootShape.environment, standIn: ""),
      note: root.optional(RootShape.note),
      goal: root.defaulted(RootShape.goal),
      tenant: tenant(root.objectOrDefaults(RootShape.tenant)),
      signIn: root.objectOrDefaults(RootShape.signIn).defaulted(SignInShape.method),
      connect: ConnectReader.connect(connect),
      facts: ConnectReader.facts(connect),
      forests: root.objects(RootShape.forests, ForestReader.forest),
      inventory: root.optional(RootShape.inventory),
      waves: root.objects(RootShape.waves, WaveReader.wave),
      staysOnConnect: root.objects(RootShape.staysOnConnect, remainingUnit),
      waivers: root.objects(RootShape.waivers, waiver),
      kit: kit(root.objectOrDefaults(RootShape.kit)),
      owners: owners(root.objectOrDefaults(RootShape.owners)),
      exception: root.object(RootShape.exception).flatMap(ExceptionReader.request))
  }

  /// Another layout cannot be read at all; one message is enough. A file without a version is read, since it says nothing else.
  private static func versionIsKnown(_ root: ObjectReader) -> Bool {
    root.required(RootShape.version) != nil || root.node(RootShape.version.name) == nil
  }

  private static func tenant(_ reader: ObjectReader) -> Tenant {
    Tenant(
      name: reader.required(TenantShape.name, standIn: ""),
      id: reader.required(TenantShape.id, standIn: WellKnownGUID.zero),
      cloud: reader.defaulted(TenantShape.cloud))
  }

  private static func remainingUnit(_ reader: ObjectReader) -> RemainingUnit? {
    let unit = reader.required(RemainingUnitShape.unit)
    let reason = reader.required(RemainingUnitShape.reason)
    guard let unit, let reason else { return nil }
    return RemainingUnit(unit: unit, reason: reason)
  }

  private static func waiver(_ reader: ObjectReader) -> Waiver? {
    let finding = reader.required(WaiverShape.finding)
    let reason = reader.required(WaiverShape.reason)
    let who = reader.required(WaiverShape.who)
    guard let finding, let reason, let who else { return nil }
    return Waiver(finding: finding, reason: reason, who: who)
  }

  private static func kit(_ reader: ObjectReader) -> KitSettings {
    KitSettings(
      scopeOperator: reader.defaulted(KitShape.scopeOperator), graphVersion: reader.defaulted(KitShape.graphVersion))
  }

  private static func owners(_ reader: ObjectReader) -> Owners {
    Owners(
      connectAdministrator: reader.optional(OwnersShape.connectAdministrator),
      directoryAdministrator: reader.optional(OwnersShape.directoryAdministrator),
      entraAdministrator: reader.optional(OwnersShape.entraAdministrator),
      approver: reader.optional(OwnersShape.approver))
  }
}
