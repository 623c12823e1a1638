import Diagnostics
import Testing

@Suite struct SuggestionTests {
  static let keys = [
    "version", "environment", "goal", "tenant", "name", "id", "cloud", "forests", "waves", "waivers", "units", "notify",
    "password-hash-sync", "password-writeback", "exchange-hybrid-writeback",
  ]

  @Test(
    "A slip is understood",
    arguments: [
      ("wave", "waves"), ("Waves", "waves"), ("naem", "name"), ("enviroment", "environment"), ("forest", "forests"),
      ("password_hash_sync", "password-hash-sync"), ("passwordHashSync", "password-hash-sync"), ("waiver", "waivers"),
      ("exchange-writeback", nil), ("ID", "id"), ("ip", nil), ("x", nil), ("", nil), ("colour", nil), ("unit\u{301}s", "units"),
      ("goal", nil),
    ] as [(String, String?)])
  func slips(name: String, expected: String?) { #expect(Suggestion.nearest(to: name, among: Self.keys) == expected) }

  @Test("The nearest wins, and of two equally near the first")
  func nearest() {
    #expect(Suggestion.nearest(to: "abcdef", among: ["abcdxx", "abcdex"]) == "abcdex")
    #expect(Suggestion.nearest(to: "abcdef", among: ["abcdex", "abcdxf"]) == "abcdex")
    #expect(Suggestion.nearest(to: "abcdef", among: ["abcdxf", "abcdex"]) == "abcdxf")
  }

  @Test("A very long name is not compared")
  func long() {
    let long = String(repeating: "x", count: 65)
    #expect(Suggestion.nearest(to: long, among: [long + "y", String(repeating: "x", count: 64)]) == nil)
  }

  @Test("The hint names the candidate")
  func hint() {
    #expect(Suggestion.hint(for: "wave", among: Self.keys) == "did you mean 'waves'?")
    #expect(Suggestion.hint(for: "colour", among: Self.keys) == nil)
  }
}
