import ConnectExport
import Model
import Plan
import Testing

/// `Docs/Reference/parity.md`: every capability in which Connect Sync and Cloud Sync were compared, and what this program does about it. A capability
/// that nothing looks at, or a finding that belongs to none, fails here.
@Suite struct ParityPage {
  /// What answers for a capability.
  enum Answer {
    /// Findings of the readiness report.
    case findings([String])
    /// Messages about the input or an export.
    case messages([String])
    /// A row of "Where Microsoft's texts disagree", by its topic.
    case contradiction(String)
    /// Both do it in the same way, or the kit says it in a step: nothing is to be decided.
    case same(String)
  }

  static let capabilities: [(String, [Answer])] = [
    ("Objects in one domain", [.findings(["counted-less-than-stated", "counted-more-than-stated", "objects-per-domain"])]),
    ("Members of one group", [.findings(["large-groups", "members-per-group"])]),
    ("Changes of a large group that is the scope", [.messages(["group-scope-refused"])]),
    (
      "Units in one scope, and the size of the configuration",
      [.messages(["many-units", "too-many-units"]), .contradiction("Units in one configuration")]
    ),
    ("Excluded units", [.findings(["excluded-container-below-unit", "objects-beside-expanded-units", "unit-expanded"])]),
    ("Scope by unit and by group at once", [.findings(["group-filtering"]), .messages(["group-scope-refused"])]),
    ("Nested groups in a scope by group", [.findings(["group-filtering"]), .messages(["group-scope-refused"])]),
    ("Filters on attribute values", [.findings(["attribute-filtering", "custom-rules-filter"])]),
    (
      "Custom synchronization rules",
      [
        .findings([
          "custom-rule", "custom-rule-executed-once", "custom-rule-on-unit", "custom-rules-filter", "custom-rules-join",
          "custom-rules-multi-source", "custom-rules-simple", "custom-rules-uncounted", "standard-rule-altered",
          "standard-rule-disabled",
        ])
      ]
    ),
    ("One person's attributes from several domains or forests", [.findings(["custom-rules-multi-source", "merged-attributes"])]),
    ("Matching across forests", [.findings(["matching-across-forests"])]),
    ("References across forests", [.findings(["cross-forest-references", "foreign-members"])]),
    ("References across domains", [.findings(["cross-domain-references", "input-contradicts-inventory"])]),
    ("Several connected forests", [.findings(["forest-not-connected", "forest-not-in-input", "several-forests"])]),
    ("Forests without a path to each other", [.findings(["disconnected-forests"])]),
    ("Network address translation", [.findings(["nat-between-forests"])]),
    ("LDAP, SQL and other connectors", [.findings(["other-connectors"])]),
    (
      "Source anchor",
      [
        .findings(["anchor-differs", "anchor-not-filled", "groups-anchored-on-object-guid", "source-anchor"]),
        .messages(["source-anchor-mapping"]),
        .contradiction("mS-DS-ConsistencyGuid"),
      ]
    ),
    ("Users, groups, contacts", [.findings(["object-type-left-out"])]),
    ("Guest accounts from Active Directory", [.findings(["guest-accounts"])]),
    ("inetOrgPerson and its password hashes", [.findings(["inetorgperson-passwords", "inetorgperson-selected"])]),
    (
      "Device synchronization",
      [
        .findings(["computers-selected", "device-sync"]),
        .messages(["device-preview-not-acknowledged", "device-sync-not-wanted", "device-type-missing"]),
      ]
    ),
    ("Device writeback", [.findings(["device-writeback"])]),
    ("Password hash synchronization", [.findings(["password-hash-sync"])]),
    ("Change of the password at the next logon", [.findings(["force-password-change"])]),
    ("Password writeback", [.findings(["password-writeback"])]),
    ("Exchange hybrid writeback", [.findings(["exchange-hybrid-writeback"])]),
    ("Mail public folders", [.findings(["mail-public-folders"])]),
    ("Directory extensions", [.findings(["directory-extensions"])]),
    (
      "extensionAttribute1 to 15",
      [
        .findings(["attribute-flow-not-mirrored"]),
        .same("both write them; the finding knows them as part of the default mapping"),
      ]
    ),
    ("Another source of the user principal name", [.findings(["alternate-login-id"])]),
    ("Group writeback version 1", [.findings(["group-writeback-v1"])]),
    ("Group writeback version 2", [.findings(["group-writeback-v2"])]),
    ("Groups provisioned to Active Directory", [.findings(["group-provisioning"])]),
    ("Users provisioned to Active Directory", [.findings(["user-provisioning", "user-writeback"])]),
    ("Pass-through authentication", [.findings(["pass-through-authentication"])]),
    ("Federation", [.findings(["federation"])]),
    ("Seamless single sign-on", [.findings(["seamless-sso"])]),
    ("Correction of values that drifted", [.findings(["manual-cloud-edits"])]),
    ("Connect Health", [.findings(["connect-health"])]),
    ("Staging servers", [.findings(["export-missing", "staging-differs", "staging-servers"])]),
    ("Number of agents", [.findings(["agents-per-domain"]), .contradiction("Agents at work")]),
    ("Length of a cycle", [.contradiction("Length of a cycle")]),
    ("Provisioning on demand", [.same("the step that provisions test objects says that it ignores the scope and writes")]),
    ("One unit in several tenants", [.findings(["several-tenants"])]),
    ("Entra Domain Services", [.findings(["entra-domain-services"])]),
    ("US Government clouds", [.findings(["national-cloud"])]),
    ("China", [.findings(["national-cloud"])]),
    (
      "Singapore Government cloud",
      [.messages(["not-a-choice"]), .same("it is no choice of tenant.cloud: its Graph has no synchronization")]
    ),
    ("Renamed units", [.findings(["planned-renames", "scope-container-not-in-directory", "unit-not-in-directory"])]),
    ("Moves between units", [.findings(["planned-moves"])]),
    ("Express or custom installation", [.findings(["install-kind"])]),
  ]

  /// What can be seen in a Connect server's export.
  static let exports: [(String, [Answer])] = [
    ("Custom rules", [.findings(["custom-rule"])]),
    ("Standard rules that were altered", [.findings(["standard-rule-altered", "standard-rule-disabled"])]),
    (
      "Advanced rules: expressions, merges, joins, provisioning, values set once",
      [
        .findings([
          "custom-rule", "custom-rule-executed-once", "custom-rules-join", "custom-rules-multi-source", "custom-rules-simple",
        ])
      ]
    ),
    ("Rules that reach into a unit of a wave", [.findings(["custom-rule-on-unit"])]),
    (
      "Rules that write cloudNoFlow or cloudFiltered",
      [.findings(["attribute-filtering", "custom-rules-filter", "foreign-no-flow-rule"])]
    ),
    (
      "Precedences that collide, and custom rules above 99",
      [.findings(["custom-rule", "precedence-shared"]), .messages(["precedence-collision"])]
    ),
    (
      "Precedences that are too weak",
      [.messages(["precedence-exhausted"]), .same("ours are given numbers below every enabled outbound rule of the same class")]
    ),
    ("Devices", [.findings(["computers-selected", "device-sync"])]),
    (
      "Writeback, hybrid Exchange, extensions",
      [
        .findings([
          "device-writeback", "directory-extensions", "exchange-hybrid-writeback", "group-writeback-v1", "password-writeback",
          "user-writeback",
        ])
      ]
    ),
    ("Units outside Connect Sync's scope", [.findings(["unit-outside-connect-scope"])]),
    (
      "Excluded containers below a unit",
      [.findings(["excluded-container-below-unit", "objects-beside-expanded-units", "unit-expanded"])]
    ),
    (
      "Units in a domain that is not selected, or in no known forest",
      [.findings(["domain-not-selected", "forest-not-connected"]), .messages(["unit-outside-domain"])]
    ),
    (
      "Several Active Directory connectors",
      [.findings(["cross-forest-references", "forest-not-in-input", "merged-attributes", "several-forests"])]
    ),
    ("Connectors of other kinds", [.findings(["other-connectors"])]),
    ("inetOrgPerson in scope", [.findings(["inetorgperson-selected"])]),
    ("A filter by group", [.findings(["group-filtering"])]),
    (
      "Source anchor, and the anchor of groups and contacts",
      [.findings(["groups-anchored-on-object-guid", "input-contradicts-export", "source-anchor"])]
    ),
    ("Attribute flows that Cloud Sync does not have", [.findings(["attribute-flow-not-mirrored", "attributes-held-back"])]),
    (
      "Staging mode, scheduler, build",
      [
        .findings([
          "cloud-no-flow-missing", "connect-build-retired", "connect-build-without-no-flow", "input-contradicts-export",
          "scheduler-off", "staging-differs",
        ])
      ]
    ),
  ]

  /// Findings that come from how this kit works and not from a comparison of the two products.
  static let own = [
    "answered-from-export", "answered-from-inventory", "attribute-problems", "auto-upgrade-on", "connect-scope-left-behind",
    "connector-id-unknown", "deletion-threshold-off",
    "inventory-missing", "notification-recipients", "own-rules-installed", "rule-name-taken", "unit-spelled-differently",
  ]

  private static let messages = Set(
    (ModelCatalog.allCodes + ExportCatalog.allCodes + Site.allCodes).map(\.name))

  @Test func everyCapabilityHasAnAnswerThatExists() {
    #expect(Self.capabilities.count == 52 && Self.exports.count == 19, "the comparison has as many rows")
    let known = Set(FindingCatalog.all.map(\.name))
    let topics = Contradiction.list.map(\.topic)
    for (capability, answers) in Self.capabilities + Self.exports {
      #expect(!answers.isEmpty, "\(capability)")
      for answer in answers {
        switch answer {
        case .findings(let names): for name in names { #expect(known.contains(name), "\(capability): \(name)") }
        case .messages(let names): for name in names { #expect(Self.messages.contains(name), "\(capability): \(name)") }
        case .contradiction(let topic): #expect(topics.contains(topic), "\(capability): \(topic)")
        case .same(let text): #expect(!text.isEmpty)
        }
      }
    }
  }

  @Test func everyFindingBelongsToACapability() {
    var named = Set(Self.own)
    for (_, answers) in Self.capabilities + Self.exports {
      for case .findings(let names) in answers { named.formUnion(names) }
    }
    #expect(FindingCatalog.all.map(\.name).filter { !named.contains($0) } == [])
  }

  /// Pilot unit, updates of references, connected system, scheduler, units, cycle, agents, permissions, anchor, backup.
  @Test func everyContradictionOfTheSourcesIsNamed() {
    #expect(Contradiction.list.count == 10)
    for item in Contradiction.list { #expect(!item.citations.isEmpty && !item.used.isEmpty, "\(item.topic)") }
  }

  @Test func thePageHoldsEveryRow() throws {
    var text = """
      # What is compared

      Everything in which Connect Sync and Cloud Sync were compared, and what looks at it: [findings](findings.md) of the readiness report,
      [messages](diagnostics.md), or the list of contradictions in the readiness report of each kit.

      | # | Capability | What looks at it |
      |--:|---|---|

      """
    for (index, row) in Self.capabilities.enumerated() {
      text += "| \(index + 1) | \(cell(row.0)) | \(cell(Self.text(row.1))) |\n"
    }
    text += "\n## What an export of a Connect server shows\n\n| # | What can be seen | What looks at it |\n|--:|---|---|\n"
    for (index, row) in Self.exports.enumerated() { text += "| \(index + 1) | \(cell(row.0)) | \(cell(Self.text(row.1))) |\n" }
    text += "\n## Findings of the kit's own\n\n"
    for name in Self.own { text += "- `\(name)`\n" }
    try CommittedPage(path: "Docs/Reference/parity.md", text: text).check()
  }

  private static func text(_ answers: [Answer]) -> String {
    answers.map { answer in
      switch answer {
      case .findings(let names): names.map { "`\($0)`" }.joined(separator: ", ")
      case .messages(let names): "message " + names.map { "`\($0)`" }.joined(separator: ", ")
      case .contradiction(let topic): "contradiction “\(topic)”"
      case .same(let text): text
      }
    }.joined(separator: "; ")
  }
}
