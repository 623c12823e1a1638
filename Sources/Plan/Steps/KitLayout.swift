import Model

/// Where everything lies in the kit. The order of a listing is the order of use.
package struct KitLayout: Sendable {
  private let waves: [Wave]

  init(_ environment: Environment) { waves = environment.waves }

  package let assess = "00-assess"
  package let backup = "10-backup"
  package let agents = "20-agents"
  /// Files for the registry editor, among the agents'.
  package static let enableTLS = "15-enable-tls-1.2.reg"
  package static let undoTLS = "16-undo-tls-1.2.reg"
  package let cutover = "80-cutover"
  package let steadyState = "80-steady-state"
  package let decommission = "90-decommission"
  package let rollback = "rollback"
  /// What the scripts share.
  package let library = "lib"

  /// Preparation of one domain's Cloud Sync configuration: principal, jobs, secrets; never started here.
  package func graph(_ domain: String) -> String { "30-graph/\(domain.lowercased())" }

  /// The request bodies of one domain, one JSON file each.
  package func bodies(_ domain: String) -> String { "\(graph(domain))/bodies" }

  /// The units of one domain in one revision, as the scope scripts read them.
  package func scopeFile(_ wave: Int, _ domain: String) -> String { "\(scope(wave, domain))/scope.json" }

  /// The body that provisions one test object on demand; `number` counts from 1.
  package func testObjectBody(_ wave: Int, _ domain: String, _ number: Int) -> String {
    "\(start(wave, domain))/bodies/test-object-\(number < 10 ? "0" : "")\(number).json"
  }

  /// `waves/01-pilot`
  package func folder(ofWave index: Int) -> String {
    "waves/\(index < 9 ? "0" : "")\(index + 1)-\(waves[index].name.value)"
  }

  package func baseline(_ wave: Int, _ domain: String) -> String { "\(folder(ofWave: wave))/05-baseline/\(domain.lowercased())" }
  package func unit(_ wave: Int) -> String { "\(folder(ofWave: wave))/10-unit" }
  package func connectStop(_ wave: Int) -> String { "\(folder(ofWave: wave))/20-connect-stop" }
  package func rules(_ wave: Int, _ server: String) -> String { "\(folder(ofWave: wave))/30-rules/\(server.lowercased())" }
  package func preview(_ wave: Int, _ server: String) -> String { "\(folder(ofWave: wave))/40-preview/\(server.lowercased())" }
  package func scope(_ wave: Int, _ domain: String) -> String { "\(folder(ofWave: wave))/50-scope/\(domain.lowercased())" }
  package func start(_ wave: Int, _ domain: String) -> String { "\(folder(ofWave: wave))/60-start/\(domain.lowercased())" }
  package func verify(_ wave: Int, _ domain: String) -> String { "\(folder(ofWave: wave))/70-verify/\(domain.lowercased())" }
  package func connectStart(_ wave: Int) -> String { "\(folder(ofWave: wave))/80-connect-start" }
  package func rollback(_ wave: Int) -> String { "\(folder(ofWave: wave))/90-rollback" }
}

extension MigrationPlan {
  package var layout: KitLayout { KitLayout(environment) }
}
