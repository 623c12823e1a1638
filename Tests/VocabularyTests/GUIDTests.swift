import Testing

@testable import Vocabulary

@Suite struct GUIDTests {
  /// RFC 9562, appendix A.4: name www.example.com in the DNS namespace.
  @Test func versionFiveFollowsTheStandard() throws {
    let dns = try #require(GUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8"))
    #expect(GUID(namespace: dns, name: "www.example.com").text == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
  }

  @Test func caseAndBracesDoNotMatter() throws {
    let plain = try #require(GUID("b891884f-051e-4a83-95af-2544101c9083"))
    #expect(GUID("{B891884F-051E-4A83-95AF-2544101C9083}") == plain)
    #expect(plain.text == "b891884f-051e-4a83-95af-2544101c9083")
    #expect(plain.braced == "{b891884f-051e-4a83-95af-2544101c9083}")
  }

  @Test(
    arguments: [
      "", "{}", "b891884f051e4a8395af2544101c9083", "b891884f-051e-4a83-95af-2544101c908",
      "b891884f-051e-4a83-95af-2544101c90830",
      "{b891884f-051e-4a83-95af-2544101c9083", "b891884f-051e-4a83-95af-2544101c908g", "b891884f-051e-4a83-95af-2544101c908+",
      "b891884f_051e_4a83_95af_2544101c9083", "b891884f-051e-4a83-95af-2544101c908\u{FF13}",
    ])
  func otherTextsAreRefused(text: String) {
    #expect(GUID(text) == nil)
  }
}
