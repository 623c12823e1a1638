import Testing

@testable import Diagnostics
@testable import Output

struct OutputCatalogTests {
  @Test func everyCodeHasItsOwnNameAndAnExplanation() {
    let names = OutputCatalog.allCodes.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.sorted() == names)
    for code in OutputCatalog.allCodes { #expect(code.explanation.utf8.last == UInt8(ascii: "."), "\(code.name)") }
  }
}
