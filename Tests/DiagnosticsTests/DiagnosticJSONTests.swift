import Diagnostics
import Testing

@Suite struct DiagnosticJSONTests {
  @Test("Every member is there, in one order")
  func members() {
    let full = Diagnostic(
      bad, "m", at: range("f.yaml", 1, 2, 3, 4), hint: "h", notes: [.init("n", at: range("g.yaml", 5, 6, 7, 8)), .init("o")])
    #expect(
      DiagnosticJSON.format([full, Diagnostic(odd, "w")]) == #"""
        [
          {"severity": "error", "code": "bad-thing", "message": "m", "file": "f.yaml", "line": 1, "column": 2, "endLine": 3, "endColumn": 4, "hint": "h", "notes": [{"message": "n", "file": "g.yaml", "line": 5, "column": 6, "endLine": 7, "endColumn": 8}, {"message": "o", "file": null, "line": null, "column": null, "endLine": null, "endColumn": null}]},
          {"severity": "warning", "code": "odd-thing", "message": "w", "file": null, "line": null, "column": null, "endLine": null, "endColumn": null, "hint": null, "notes": []}
        ]

        """#)
    #expect(DiagnosticJSON.format([]) == "[]\n")
  }

  @Test(
    "Text is escaped by scalars",
    arguments: [
      ("a\"b", #"a\"b"#), ("a\"\u{301}b", "a\\\"\u{301}b"), ("a\\b", #"a\\b"#), ("a\r\nb\t", #"a\r\nb\t"#),
      ("\u{0}\u{1F}\u{7F}", #"\u0000\u001f\u007f"#), ("\u{2028}\u{202E}", #"\u2028\u202e"#), ("\u{E0041}", #"\udb40\udc41"#),
      ("Müller 😀 e\u{301}", "Müller 😀 e\u{301}"), ("</script>", "</script>"),
    ])
  func escapes(text: String, expected: String) {
    let json = DiagnosticJSON.format([Diagnostic(bad, text)])
    let whole =
      "[\n  {\"severity\": \"error\", \"code\": \"bad-thing\", \"message\": \"\(expected)\", \"file\": null, \"line\": null, "
      + "\"column\": null, \"endLine\": null, \"endColumn\": null, \"hint\": null, \"notes\": []}\n]\n"
    #expect(json.utf8.elementsEqual(whole.utf8))
  }
}
