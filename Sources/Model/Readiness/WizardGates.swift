import Diagnostics
import Vocabulary

/// The wizard's conditions, each held against one estate.
enum WizardGates {
  typealias Gate = WizardVerdict.Gate

  static func all(_ environment: Environment) -> [Gate] {
    [
      forests(environment), objects(environment), containers(environment), exclusions(environment), customRules(environment),
      absent(.groupFiltering, "group-filtering", "no group filtering", environment),
      absent(.alternateLoginID, "user-principal-name", "userPrincipalName from its own attribute", environment),
      absent(.directoryExtensions, "directory-extensions", "no directory extensions", environment),
      absent(.deviceSync, "device-sync", "no device synchronization", environment),
      absent(.deviceWriteback, "device-writeback", "no device writeback", environment),
      absent(.groupWritebackV1, "group-writeback-v1", "no group writeback version 1", environment),
      absent(.groupWritebackV2, "group-writeback-v2", "no group writeback version 2", environment),
      absent(.userWriteback, "user-writeback", "no user writeback", environment),
      cloud(environment), build(environment), server(environment), configuration, wave,
    ]
  }

  private static func gate(_ name: String, _ boundary: String, _ passed: Bool?, _ value: String) -> Gate {
    Gate(
      name: name, boundary: boundary, state: passed.map { $0 ? .passed : .failed } ?? .unknown, value: value,
      isDecidedByInput: true)
  }

  private static func forests(_ environment: Environment) -> Gate {
    gate("forests", "exactly one forest", environment.forests.count == 1, String(environment.forests.count))
  }

  private static func objects(_ environment: Environment) -> Gate {
    let limit = Limit.wizardObjects.value
    let known = environment.domains.flatMap { forest, domain in domain.counts?.known(of: forest) ?? [] }.reduce(0) {
      $0 + $1.value
    }
    let isWhole = environment.domains.allSatisfy { forest, domain in domain.counts?.missing(of: forest).isEmpty ?? false }
    let boundary = "at most \(limit) objects in scope"
    if known > limit { return gate("objects", boundary, false, "\(isWhole ? "" : "at least ")\(known)") }
    return gate("objects", boundary, isWhole ? true : nil, isWhole ? String(known) : "not all counted")
  }

  private static func containers(_ environment: Environment) -> Gate {
    let limit = Limit.wizardContainersPerDomain.value
    let counts = environment.domains.map { $0.domain.connectScope?.included.count }
    let boundary = "at most \(limit) included containers in each domain"
    let most = counts.compactMap { $0 }.max() ?? 0
    if most > limit { return gate("containers", boundary, false, String(most)) }
    return gate(
      "containers", boundary, counts.contains { $0 == nil } ? nil : true,
      counts.contains { $0 == nil } ? "not stated" : String(most))
  }

  private static func exclusions(_ environment: Environment) -> Gate {
    let counts = environment.domains.map { $0.domain.connectScope?.excluded.count }
    let total = counts.compactMap { $0 }.reduce(0, +)
    let boundary = "no excluded containers (additive inclusion)"
    if total > 0 { return gate("exclusions", boundary, false, String(total)) }
    return gate(
      "exclusions", boundary, counts.contains { $0 == nil } ? nil : true, counts.contains { $0 == nil } ? "not stated" : "0")
  }

  private static func customRules(_ environment: Environment) -> Gate {
    let total = environment.connect.customRules?.total
    return gate("custom-rules", "no custom rules", total.map { $0 == 0 }, total.map(String.init) ?? "not counted")
  }

  private static func absent(_ fact: EstateFact, _ name: String, _ boundary: String, _ environment: Environment) -> Gate {
    let answer = environment.facts[fact].value
    return gate(
      name, boundary, answer == .unknown ? nil : answer == .no,
      answer == .unknown ? "not stated" : answer == .yes ? "there" : "none")
  }

  private static func cloud(_ environment: Environment) -> Gate {
    let cloud = environment.tenant.cloud.value
    return gate("cloud", "the public cloud", cloud == .global, cloud.title)
  }

  private static func build(_ environment: Environment) -> Gate {
    let build = environment.connect.build.value
    return gate("build", "Connect Sync 2.6.91.0 or later", build >= DottedVersion("2.6.91.0")!, build.text)
  }

  private static func server(_ environment: Environment) -> Gate {
    let server = environment.connect.activeServer?.name.value
    return gate("server", "run on the active server", server != nil, server ?? "none")
  }

  private static let configuration = Gate(
    name: "configuration", boundary: "no configuration from Active Directory to Entra in the tenant yet", state: .unknown,
    value: "look in the Entra admin center; this kit makes one in its first wave", isDecidedByInput: false)

  private static let wave = Gate(
    name: "availability", boundary: "the tenant is in the wizard's current roll-out", state: .unknown,
    value: "the wizard says so when it starts", isDecidedByInput: false)
}
