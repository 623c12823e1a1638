import Testing

@testable import Input

@Suite struct CatalogTests {
  @Test("Codes are sorted as in the source, named once and explained")
  func codes() {
    let names = InputCatalog.allCodes.map(\.name)
    #expect(Set(names).count == names.count)
    for code in InputCatalog.allCodes {
      #expect(
        code.name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }, "\(code.name)")
      #expect(code.explanation.utf8.last == UInt8(ascii: "."), "\(code.name)")
      #expect(code.severity == .error)
    }
  }
}
