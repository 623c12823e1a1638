import ConnectExport
import Diagnostics
import SampleEstates

@testable import Model

/// Contoso with results of the inventory scripts.
enum InventorySample {
  static let named: [(String, String)] = [("forests:\n", "inventory: contoso-run\n\nforests:\n")]
  /// Nobody counted by hand.
  static let uncounted: [(String, String)] = [
    (
      "        counts:\n          users: 12000\n          inetorgpersons: 0\n          groups: 800\n          contacts: 40\n          computers: 0\n          largest-group: 4200\n",
      ""
    )
  ]

  static func site(
    _ changes: [(String, String)] = [], _ samples: [SampleInventory] = [SampleInventory()], export: SampleExport? = nil,
    into diagnostics: inout DiagnosticList
  ) throws -> Site {
    let more: [(String, String)] = export == nil ? [] : SiteSample.oneServer
    let environment = try SampleEstate.environment(SampleEstate.yaml("contoso", replacing: named + more + changes))
    let files = samples.flatMap { $0.files(in: "contoso-run/evidence") }
    let inventory = InventoryReader.read(files, folder: "contoso-run/evidence", for: environment, into: &diagnostics)
    let servers = try export.map {
      [SiteExports.Server(environment.connect.servers[0], try $0.read(folder: "exports/sync01"))]
    }
    return Site(environment, servers.map(SiteExports.init) ?? .none, inventory, into: &diagnostics)
  }

  /// What is found, without what every sample has.
  static func findings(
    _ changes: [(String, String)] = [], _ sample: SampleInventory = SampleInventory(), export: SampleExport? = nil
  ) throws -> [Finding] {
    var diagnostics = DiagnosticList()
    let site = try site(changes, [sample], export: export, into: &diagnostics)
    guard diagnostics.isEmpty else {
      throw SampleEstate.Refused(message: DiagnosticFormatter(texts: []).format(diagnostics.all))
    }
    let always = ["connect-health", "answered-from-export", "staging-servers", "foreign-members", "anchor-not-filled"]
    return ReadinessCheck.run(site).filter { !always.contains($0.code.name) }
  }

  static func names(
    _ changes: [(String, String)] = [], _ sample: SampleInventory = SampleInventory(), export: SampleExport? = nil
  )
    throws -> [String]
  {
    SiteSample.names(try findings(changes, sample, export: export))
  }

  static func sample(_ change: (inout SampleInventory) -> Void) -> SampleInventory {
    var sample = SampleInventory()
    change(&sample)
    return sample
  }
}
