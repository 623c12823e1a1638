import Diagnostics
import SampleEstates
import Testing

@testable import Model

@Suite struct DossierRedactionTests {
  @Test(arguments: [
    (
      "The unit 'OU=O'Brien's \\\"Team\\\",OU=Sales,DC=fabrikam,DC=com' is outside.",
      "The unit '[distinguished name]' is outside."
    ),
    ("'OU=A\\, B' and 'cn=x,dc=example,dc=org', too", "'[distinguished name]' and '[distinguished name]', too"),
    ("'OU=Größe,OU=Zürich,DC=contoso,DC=…'", "'[distinguished name]'"),
    ("OU=Sales,DC=contoso,DC=com, which nobody has", "[distinguished name], which nobody has"),
    ("SYNC01 in contoso.com", "server-1 in forest-1"),
    ("a=b, you=me", "a=b, you=me"),
  ])
  func distinguishedNamesAndNamesAreHidden(text: String, expected: String) throws {
    let environment = try SampleEstate.environment(SampleEstate.yaml("contoso"))
    #expect(DossierRedaction(of: environment).hide(text) == expected)
  }

  @Test func theSitesOwnRulesAreHiddenAlsoWhereAMessageShortensThem() throws {
    var environment = try SampleEstate.environment(SampleEstate.yaml("contoso"))
    environment.waivers = []
    var export = SampleExport()
    let name = "Northwind payroll - In from AD - everything that the personnel office ever asked for"
    export.rules.append(SampleExport.Rule(id: "20000000-0000-4000-8000-000000000001", name: name, precedence: 60))
    var diagnostics = DiagnosticList()
    let site = Site(
      environment, SiteExports([SiteExports.Server(environment.connect.servers[0], try export.read())]), into: &diagnostics)
    let redaction = DossierRedaction(of: site)
    #expect(redaction.hide("The rule \(MessageText.quote(name)).") == "The rule 'custom-rule-1'.")
    #expect(redaction.hide(name) == "custom-rule-1")
  }
}
