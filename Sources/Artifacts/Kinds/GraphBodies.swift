import JSON
import Model
import Plan
import Vocabulary

/// What the Graph scripts send or build their requests from, one JSON file each, so that a reviewer reads it before anything is sent.
///
/// There is no body for the job's schema: a PUT replaces the whole schema, so it is made at run time from what a GET gave, with the units of `scope.json`
/// and the mappings of `attribute-mappings.json`.
enum GraphBodies: ArtifactKind {
  static let name = "graph-body"
  static let purpose =
    "Bodies of Microsoft Graph requests, and the units and mappings that the scope scripts put into a job's schema."
  static let templates: [TemplateUse] = []

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] { files(of: pages.plan) }

  static func files(of plan: MigrationPlan) -> [Artifact] {
    guard plan.environment.tenant.cloud.value.hasVerifiedGraph else { return [] }
    let scoped = plan.revisions.last?.domains.map(\.domain) ?? []
    let domains = plan.environment.forests.flatMap(\.domains).filter { domain in
      scoped.contains { $0.utf8.elementsEqual(domain.name.value.utf8) }
    }
    return domains.flatMap { preparation(of: $0, in: plan) }
      + plan.revisions.indices.flatMap { wave in
        plan.revisions[wave].changedDomains.flatMap { files(ofWave: wave, in: $0, plan) }
      }
  }

  // MARK: Preparation

  private static func preparation(of domain: Domain, in plan: MigrationPlan) -> [Artifact] {
    let name = domain.name.value
    let settings = domain.cloudSync
    let keyPath = "forests[].domains[\(name)].cloud-sync"
    func file(_ fileName: String, _ content: JSONValue, steps: [String]) -> Artifact {
      Artifact(
        path: "\(plan.layout.bodies(name))/\(fileName)", bytes: content.bytes, kind: self.name,
        steps: steps.map { StepID.graph(name, $0) }, keyPaths: [keyPath])
    }
    // What the checks compare the live configuration with is always written.
    let compared = [
      file("attribute-mappings.json", MappingBodies.list(settings.attributeMappings), steps: []),
      file("secrets.json", SecretBodies.secrets(of: domain), steps: ["secrets"]),
    ]
    guard plan.blockers.isEmpty else { return compared }
    return compared
      + [
        file("instantiate.json", .object([("displayName", .text(name))]), steps: ["principal"]),
        file("restart-full.json", .object([("criteria", .object([("resetScope", .text("Full"))]))]), steps: []),
      ]
      + jobTemplates(of: settings).map {
        file("create-job-\($0).json", .object([("templateId", .text($0))]), steps: ["jobs"])
      }
      + (settings.directoryExtensions.isEmpty
        ? [] : [file("extension-application.json", extensionApplication(in: plan), steps: ["extensions"])])
  }

  /// The jobs that the domain may get. Source: Microsoft Learn, "Configure Cloud Sync with Microsoft Graph"; device job: preview of 2026-07-21.
  private static func jobTemplates(of settings: CloudSyncSettings) -> [String] {
    var templates = ["AD2AADProvisioning"]
    if settings.passwordHashSync.value { templates.append("AD2AADPasswordHash") }
    if settings.deviceSync.isWanted.value, settings.deviceSync.previewIsAcknowledged.value {
      templates.append("AD2AADDeviceSync")
    }
    if settings.exchangeHybridWriteback.value { templates.append("AAD2ADExchangeHybridWriteback") }
    return templates
  }

  /// The one application, besides Connect Sync's own, whose directory extensions Cloud Sync writes; one a tenant.
  /// Source: Microsoft Learn, "Cloud sync directory extensions and custom attribute mapping".
  private static func extensionApplication(in plan: MigrationPlan) -> JSONValue {
    .object([
      ("displayName", .text("CloudSyncCustomExtensionsApp")),
      ("identifierUris", .array([.text("api://\(plan.environment.tenant.id.value.text)/CloudSyncCustomExtensionsApp")])),
    ])
  }

  // MARK: Waves

  private static func files(ofWave wave: Int, in scope: ScopeRevision.DomainScope, _ plan: MigrationPlan) -> [Artifact] {
    let waveName = plan.environment.waves[wave].name.value
    let units = Artifact(
      path: plan.layout.scopeFile(wave, scope.domain),
      bytes: JSONValue.object([
        ("format", .number(1)), ("domain", .text(scope.domain)), ("wave", .text(waveName)),
        ("revision", .number(plan.revisions[wave].number)), ("units", .array(scope.units.map { .text($0.name.value.text) })),
        ("objectTypes", .array(objectTypes(of: scope.domain, in: plan).map { .text($0.rawValue) })),
      ]).bytes,
      kind: name,
      steps: ["scope.put", "scope.check", "start.gate"].map { StepID.wave(waveName, $0, scope.domain) },
      keyPaths: scope.units.keyPaths)
    guard plan.blockers.isEmpty else { return [units] }
    let subject = WaveDomainSubject(wave: WaveSubject(plan: plan, index: wave), scope: scope)
    return [units]
      + subject.testObjectsOnDemand.enumerated().map { index, object in
        Artifact(
          path: plan.layout.testObjectBody(wave, scope.domain, index + 1), bytes: onDemand(object).bytes, kind: name,
          steps: [StepID.wave(waveName, "start.test-objects", scope.domain)], keyPaths: [object.name.keyPath])
      }
  }

  /// The classes that are handed over, of those that the provisioning job can take. Of the others Connect Sync stays the only writer.
  private static func objectTypes(of domain: String, in plan: MigrationPlan) -> [ObjectType] {
    let forest = plan.environment.domains.first { $0.domain.name.value.utf8.elementsEqual(domain.utf8) }?.forest
    return ObjectType.allCases.filter { type in
      type != .device && (forest?.objectTypes.contains { $0.value == type } ?? false)
    }
  }

  /// The rule's identifier is the one that every published schema has; the script puts in the one that it reads.
  private static func onDemand(_ object: TestObject) -> JSONValue {
    .object([
      (
        "parameters",
        .array([
          .object([
            ("ruleId", .text("6c409270-f78a-4bc6-af23-7cf3ab6482fe")),
            (
              "subjects",
              .array([
                .object([
                  ("objectId", .text(object.name.value.text)), ("objectTypeName", .text(object.type.value.connectorSpaceType)),
                ])
              ])
            ),
          ])
        ])
      )
    ])
  }
}
