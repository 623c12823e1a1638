import Testing

@testable import Vocabulary

@Suite struct DistinguishedNameTests {
  @Test(
    arguments: [
      ("OU=Sales,DC=contoso,DC=com", ["Sales", "contoso", "com"]),
      ("  OU = Sales , DC=contoso , DC = com  ", ["Sales", "contoso", "com"]),
      ("OU=Müller & Söhne,DC=x", ["Müller & Söhne", "x"]),
      (#"OU=R\+D\, Labs,DC=x"#, ["R+D, Labs", "x"]),
      (#"OU=R\2BD\2c Labs,DC=x"#, ["R+D, Labs", "x"]),
      (#"OU=O’Brien's \"Team\",DC=x"#, [#"O’Brien's "Team""#, "x"]),
      (##"CN=\#leading,DC=x"##, ["#leading", "x"]),
      (#"CN=not # leading,DC=x"#, ["not # leading", "x"]),
      (#"CN=\ both \ ,DC=x"#, [" both  ", "x"]),
      (#"CN=a\\b\<c\>d\;e\=f,DC=x"#, [#"a\b<c>d;e=f"#, "x"]),
      (#"CN=Lu\C4\8Di\C4\87,DC=x"#, ["Lučić", "x"]),
      ("CN=quote\u{301}'\u{301},DC=x", ["quote\u{301}'\u{301}", "x"]),
      ("2.5.4.3=by number,DC=x", ["by number", "x"]),
    ])
  func valuesAreReadWithTheirEscapesResolved(text: String, values: [String]) throws {
    let name = try DistinguishedName(parsing: text)
    #expect(name.components.map { Array($0.value.utf8) } == values.map { Array($0.utf8) })
    // What it spells is read again as the same name.
    #expect(Array(try DistinguishedName(parsing: name.text).text.utf8) == Array(name.text.utf8))
    #expect(try DistinguishedName(parsing: name.text) == name)
  }

  @Test(
    arguments: [
      (#"OU=R\2BD\2C Labs,DC=x"#, #"OU=R\+D\, Labs,DC=x"#), (#"CN=a\3Db,DC=x"#, #"CN=a\=b,DC=x"#),
      (#"CN=\20x\20,DC=x"#, #"CN=\ x\ ,DC=x"#), ("cn=Ada,dc=X", "cn=Ada,dc=X"), (#"CN=\23a,DC=x"#, ##"CN=\#a,DC=x"##),
    ])
  func namesAreSpeltAsActiveDirectoryReturnsThem(text: String, spelt: String) throws {
    #expect(try DistinguishedName(parsing: text).text == spelt)
  }

  @Test(
    arguments: [
      ("", 0), ("OU", 0), ("OU=", 3), ("OU=a,", 5), ("OU=a,,DC=x", 5), ("=a", 0), ("OU=a;DC=x", 4), ("OU=a\"b", 4), ("OU=a<b", 4),
      ("OU=a=b", 4), ("OU=#04", 3), (#"OU=a\"#, 5), (#"OU=a\x"#, 5), (#"OU=\FF,DC=x"#, 3), ("OU=a+,DC=x", 5), ("OU=é;x", 4),
      ("OU=e\u{301};x", 5), ("OÜ=a", 0), ("OU=   ,DC=x", 6), (#"OU=a\4"#, 5),
    ])
  func mistakesAreFoundAtTheirScalar(text: String, offset: Int) {
    do throws(DistinguishedNameError) {
      let name = try DistinguishedName(parsing: text)
      Issue.record("\(text) was read as \(name.text)")
    } catch {
      #expect(error.offset == offset)
    }
  }

  @Test func caseDoesNotTellNamesApartAndNormalizationDoes() throws {
    let one = try DistinguishedName(parsing: "OU=Müller,DC=Contoso,DC=com")
    #expect(try DistinguishedName(parsing: "ou=MÜLLER, dc=contoso, dc=COM") == one)
    #expect(try DistinguishedName(parsing: "OU=Mu\u{308}ller,DC=contoso,DC=com") != one)
    #expect(Set([one, try DistinguishedName(parsing: "ou=müller,dc=contoso,dc=com")]).count == 1)
  }

  @Test(
    arguments: [
      ("OU=Sales,DC=contoso,DC=com", "OU=Sales,DC=contoso,DC=com", true),
      ("CN=a,OU=Sales,DC=contoso,DC=com", "ou=sales,dc=contoso,dc=com", true),
      ("OU=Sales2,DC=contoso,DC=com", "OU=Sales,DC=contoso,DC=com", false),
      ("CN=a,OU=EMEA Sales,DC=contoso,DC=com", "OU=Sales,DC=contoso,DC=com", false),
      ("OU=Sales,DC=contoso,DC=com", "CN=a,OU=Sales,DC=contoso,DC=com", false),
      ("OU=Sales,DC=emea,DC=contoso,DC=com", "DC=contoso,DC=com", true),
      (#"CN=x\,OU\=Sales,DC=contoso,DC=com"#, "OU=Sales,DC=contoso,DC=com", false),
      ("DC=com", "DC=contoso,DC=com", false),
    ])
  func insideGoesByComponentAndNotByText(inner: String, outer: String, isInside: Bool) throws {
    #expect(try DistinguishedName(parsing: inner).isInside(DistinguishedName(parsing: outer)) == isInside)
  }

  @Test func domainsAreTheTrailingComponents() throws {
    #expect(try DistinguishedName(parsing: "OU=a,DC=emea,DC=contoso,DC=com").domainName == "emea.contoso.com")
    #expect(try DistinguishedName(parsing: "OU=a").domainName == "")
    #expect(try DistinguishedName(parsing: "DC=a,OU=b,DC=com").domainName == "com")
    #expect(DistinguishedName(domain: "emea.contoso.com").text == "DC=emea,DC=contoso,DC=com")
    #expect(try DistinguishedName(parsing: "OU=a,DC=x").parent == DistinguishedName(parsing: "DC=x"))
    #expect(try DistinguishedName(parsing: "DC=x").parent == nil)
  }

  @Test func theOrderPutsWhatIsInsideRightBehind() throws {
    let texts = ["OU=b,DC=x", "OU=a!,DC=x", "OU=c,OU=a,DC=x", "OU=A,DC=x", "DC=x", "OU=a b,DC=x"]
    let sorted = try texts.map { try DistinguishedName(parsing: $0) }.sorted { DistinguishedName.precedes($0, $1) }
    #expect(sorted.map(\.text) == ["DC=x", "OU=A,DC=x", "OU=c,OU=a,DC=x", "OU=a b,DC=x", "OU=a!,DC=x", "OU=b,DC=x"])
  }

  @Test func partsOfAComponentHaveNoOrder() throws {
    let one = try DistinguishedName(parsing: "CN=Ada+UID=7,DC=x")
    #expect(try DistinguishedName(parsing: "uid=7+cn=ada,DC=x") == one)
    #expect(one.text == "CN=Ada+UID=7,DC=x")
    #expect(one.components[0].pairs.count == 2)
  }
}
