import SampleEstates
import Testing

@testable import Artifacts

struct HostileNameTests {
  /// Notes may hold anything printable.
  static let notes = [
    "<script>alert(1)</script>", "a \"quoted\" & 'other' `tick` $x$ ${y}", "| cell | [link](http://example.com) ![image](x)",
    "# no heading * no emphasis * _none_ ~~none~~", "--> <!-- ]]> </style> </pre>", "{{kit.environment}} {{#if x}}",
    "\"\u{301}'\u{301}<\u{301}",
  ]

  @Test(arguments: notes)
  func aHostileNoteStaysText(_ note: String) throws {
    let quoted = String(String.UnicodeScalarView(note.unicodeScalars.flatMap { $0 == "'" ? [$0, $0] : [$0] }))
    let yaml = SampleEstate.yaml(
      "contoso", replacing: [("note: A handful of volunteers from the service desk.", "note: '\(quoted)'")])
    let kit = try PageKit(yaml)
    #expect(kit.plan.environment.waves[0].note?.value.utf8.elementsEqual(note.utf8) == true)
    let html = try kit.text("runbook.html")
    #expect(try MarkupTags.read(html).problems.isEmpty)
    #expect(html.utf8Contains(Self.html(note)))
    for page in kit.pages {
      #expect(!Bytes.contain(page.bytes, "<script"), "\(page.path)")
      #expect(Links.of(page).allSatisfy { !$0.utf8Contains("example.com") }, "\(page.path)")
    }
  }

  @Test func unitsWithSignsOfTheirOwnAreShownAsTheyAre() throws {
    let kit = try PageKit(SampleEstate.yaml("fabrikam"))
    let markdown = try kit.text("waves/03-sales/runbook.md")
    #expect(markdown.utf8Contains(#"`OU=O’Brien's \"Team\",OU=Sales,DC=fabrikam,DC=com`"#))
    #expect(try kit.text("runbook.html").utf8Contains("<code>OU=Müller &amp; Söhne,DC=emea,DC=fabrikam,DC=com</code>"))
    #expect(try kit.text("30-graph/labs.fabrikam.net/portal.md").utf8Contains(#"`OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net`"#))
  }

  private static func html(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;".unicodeScalars
      case "<": out += "&lt;".unicodeScalars
      case ">": out += "&gt;".unicodeScalars
      case "\"": out += "&quot;".unicodeScalars
      case "'": out += "&#39;".unicodeScalars
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
