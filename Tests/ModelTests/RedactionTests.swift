import ConnectExport
import Diagnostics
import SampleEstates
import Testing

@testable import Model

@Suite struct RedactionTests {
  private func redaction() throws -> Redaction {
    let environment = try SampleEstate.environment(SampleEstate.yaml("contoso"))
    var diagnostics = DiagnosticList()
    let exports = SiteExports([SiteExports.Server(environment.connect.servers[0], try SampleExport().read())])
    return Redaction(of: Site(environment, exports, into: &diagnostics), file: "clients/contoso.yaml")
  }

  @Test(arguments: [
    ("SYNC01 and sync01", "server-1 and server-1"),
    ("OU=Sales,DC=contoso,DC=com", "OU=Sales,DC=forest-1"),
    ("'OU=A very long unit,DC=conto…' of contoso.com", "'OU=A very long unit,DC=conto…' of forest-1"),
    ("Sync_SYNC01_0123456789ab@contoso.onmicrosoft.com", "account-2"),
    ("exports/sync01/GlobalSettings/MV.xml:1", "export-1/GlobalSettings/MV.xml:1"),
    ("clients/contoso.yaml:3", "input.yaml:3"),
    ("SYNC010, mycontoso", "SYNC010, mycontoso"),
    ("Größe bleibt", "Größe bleibt"),
  ])
  func namesBecomeLabelsAndWordsStay(text: String, expected: String) throws {
    #expect(try redaction().hide(text) == expected)
  }

  @Test func withoutNamesNothingChanges() { #expect(Redaction.none.hide("SYNC01") == "SYNC01") }
}
