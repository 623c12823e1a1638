import Diagnostics
import Vocabulary

/// Names that tell things apart are different, whatever their case.
enum UniqueNameRule {
  static let duplicate = DiagnosticCode(
    "duplicate-name", .error,
    "Waves, servers, forests, domains and connectors are known by their names, in scripts and as folders. Case does not tell them apart: Windows, DNS and Connect Sync ignore it."
  )

  static let rule = EnvironmentRule([duplicate]) { context, diagnostics in
    let environment = context.environment
    check(environment.waves.map(\.name), "wave", &diagnostics)
    check(environment.connect.servers.map(\.name), "server", &diagnostics)
    check(environment.forests.map(\.name), "forest", &diagnostics)
    check(environment.domains.map(\.domain.name), "domain", &diagnostics)
    // A name that only follows the forest's is reported with the forest.
    check(
      environment.forests.filter { $0.connector.name.value != $0.name.value }.map(\.connector.name), "connector", &diagnostics)
  }

  private static func check(_ names: [Located<String>], _ kind: String, _ diagnostics: inout DiagnosticList) {
    // The key is a String on purpose: PowerShell 5.1 compares linguistically, so two compositions of one letter are one name there too.
    var seen: [String: Located<String>] = [:]
    for name in names {
      let key = name.value.lowercased()
      if let first = seen[key] {
        diagnostics.report(
          duplicate, "there are two \(kind)s named \(MessageText.quote(name.value))", at: name.range,
          hint: "rename one of them, or put what they hold together", notes: [.init("the first one", at: first.range)])
      } else {
        seen[key] = name
      }
    }
  }
}
