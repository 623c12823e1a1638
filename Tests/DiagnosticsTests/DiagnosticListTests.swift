import Diagnostics
import Testing

@Suite struct DiagnosticListTests {
  @Test("Messages come in reading order, those about whole files first, each once")
  func order() {
    var list = DiagnosticList()
    list.report(bad, "5", at: range("b", 1, 1, 1, 2))
    list.report(bad, "4", at: range("a", 10, 1, 10, 2))
    list.report(odd, "2", at: range("a", 9, 5, 9, 6))
    list.report(bad, "3", at: range("a", 9, 5, 9, 7))
    list.report(bad, "1", at: range("a", 9, 4, 9, 6))
    list.report(bad, "0")
    list.report(odd, "2", at: range("a", 9, 5, 9, 6))
    var other = DiagnosticList()
    other.report(bad, "2b", at: range("a", 9, 5, 9, 6))
    list.append(other)
    #expect(list.sorted.map(\.message) == ["0", "1", "2", "2b", "3", "4", "5"])
  }

  @Test("Messages that differ in the form of a letter are two messages")
  func normalForms() {
    var list = DiagnosticList()
    list.report(bad, "\u{E9}", at: range("a", 1, 1, 1, 2))
    list.report(bad, "e\u{301}", at: range("a", 1, 1, 1, 2))
    list.report(bad, "x", at: range("\u{E9}", 1, 1, 1, 2))
    list.report(bad, "x", at: range("e\u{301}", 1, 1, 1, 2))
    list.report(bad, "x", hint: "\u{E9}")
    list.report(bad, "x", hint: "e\u{301}")
    list.report(bad, "x", hint: "")
    list.report(bad, "x")
    list.report(bad, "x", notes: [.init("\u{E9}")])
    list.report(bad, "x", notes: [.init("e\u{301}")])
    #expect(list.sorted.count == 10)
  }

  @Test("Only errors are errors")
  func errors() {
    var list = DiagnosticList()
    #expect(list.isEmpty && !list.hasErrors)
    list.report(odd, "m")
    list.report(aside, "m")
    #expect(!list.isEmpty && !list.hasErrors)
    list.report(bad, "m")
    #expect(list.hasErrors)
  }
}
