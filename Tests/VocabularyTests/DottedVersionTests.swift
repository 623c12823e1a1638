import Testing

@testable import Vocabulary

@Suite struct DottedVersionTests {
  @Test func partsAreComparedAsNumbers() throws {
    let order = try ["1.4.31.99999", "1.4.32.0", "2.5.79.0", "2.6.9.0", "2.6.10", "2.6.92.0", "10.0"].map {
      try #require(DottedVersion($0))
    }
    for (left, right) in zip(order, order.dropFirst()) {
      #expect(left < right)
      #expect(!(right < left))
    }
  }

  @Test func missingPartsAreZero() throws {
    let short = try #require(DottedVersion("2.6"))
    #expect(short == DottedVersion("2.6.0.0"))
    #expect(Set([short, try #require(DottedVersion("2.6.0"))]).count == 1)
    #expect(short.text == "2.6")
  }

  @Test(arguments: ["", ".", "1.", ".1", "1..2", "1.2.3.4.5", "1.2.x", "1.-2", "+1", " 1", "1234567", "1.2\u{301}", "\u{661}.2"])
  func otherTextsAreRefused(text: String) {
    #expect(DottedVersion(text) == nil)
  }
}
