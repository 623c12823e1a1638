import Testing

@Suite struct PlaceTests {
  @Test(
    "Every part knows where it stands",
    arguments: [
      ("a: b\n", "{a@1:1-1:2: b@1:4-1:5}@1:1-1:5"),
      ("a: b", "{a@1:1-1:2: b@1:4-1:5}@1:1-1:5"),
      ("\u{FEFF}a: b\n", "{a@1:1-1:2: b@1:4-1:5}@1:1-1:5"),
      ("a: b\r\nc: d\r\n", "{a@1:1-1:2: b@1:4-1:5, c@2:1-2:2: d@2:4-2:5}@1:1-2:5"),
      ("a: 'b'   # why\n", "{a@1:1-1:2: b@1:4-1:7}@1:1-1:7"),
      ("a: \"😀\" # x\n", "{a@1:1-1:2: 😀@1:4-1:7}@1:1-1:7"),
      ("😀: {é: e\u{301}}\n", "{😀@1:1-1:2: {é@1:5-1:6: e\u{301}@1:8-1:10}@1:4-1:11}@1:1-1:11"),
      ("- a\n-   b\n\n# end\n", "[a@1:3-1:4, b@2:5-2:6]@1:1-2:6"),
      ("a:\n- b\n- c\nd: e\n", "{a@1:1-1:2: [b@2:3-2:4, c@3:3-3:4]@2:1-3:4, d@4:1-4:2: e@4:4-4:5}@1:1-4:5"),
      ("a:\n  b: c\n\n\nd: e\n", "{a@1:1-1:2: {b@2:3-2:4: c@2:6-2:7}@2:3-2:7, d@5:1-5:2: e@5:4-5:5}@1:1-5:5"),
      ("a:   # none\nb: c\n", "{a@1:1-1:2: @1:3-1:3, b@2:1-2:2: c@2:4-2:5}@1:1-2:5"),
      ("a: [b, {c: d}, ]\n", "{a@1:1-1:2: [b@1:5-1:6, {c@1:9-1:10: d@1:12-1:13}@1:8-1:14]@1:4-1:17}@1:1-1:17"),
      ("[a: b, c]\n", "[{a@1:2-1:3: b@1:5-1:6}@1:2-1:6, c@1:8-1:9]@1:1-1:10"),
      ("? a\n# and\nb: c\n", "{a@1:3-1:4: @1:4-1:4, b@3:1-3:2: c@3:4-3:5}@1:1-3:5"),
      ("? a\n: b\n", "{a@1:3-1:4: b@2:3-2:4}@1:1-2:4"),
      ("-\n- b\n", "[@1:2-1:2, b@2:3-2:4]@1:1-2:4"),
      ("a: one\n  two\nb: c\n", "{a@1:1-1:2: one two@1:4-2:6, b@3:1-3:2: c@3:4-3:5}@1:1-3:5"),
      ("a: |\n  one\n  two\n\n# x\nb: c\n", "{a@1:1-1:2: one\\ntwo\\n@1:4-3:6, b@6:1-6:2: c@6:4-6:5}@1:1-6:5"),
      ("a: |-\r\n  one\r\n  two\r\n", "{a@1:1-1:2: one\\ntwo@1:4-3:6}@1:1-3:6"),
      ("a: >\n  one\n  two\n", "{a@1:1-1:2: one two\\n@1:4-3:6}@1:1-3:6"),
      ("a: | # nothing\nb: c\n", "{a@1:1-1:2: @1:4-1:5, b@2:1-2:2: c@2:4-2:5}@1:1-2:5"),
      ("...\na: b\n", "{a@2:1-2:2: b@2:4-2:5}@2:1-2:5"),
      ("---\na: b\n...\n# end\n", "{a@2:1-2:2: b@2:4-2:5}@2:1-2:5"),
    ])
  func places(input: String, expected: String) {
    let reading = Reading(input)
    #expect(reading.placed.utf8.elementsEqual(expected.utf8), "\(reading.placed)")
    #expect(reading.findings == [])
  }

  @Test("Places stay exact behind many characters of every width")
  func longText() {
    let width = ["a", "é", "€", "😀"]
    let names = (0..<2000).map { number in String(repeating: width[number % 4], count: number % 7 + 1) }
    let text = "[" + names.joined(separator: ", ") + "]\n"
    guard case .sequence(let sequence)? = Reading(text).node else {
      Issue.record("no sequence")
      return
    }
    var column = 2
    for (item, name) in zip(sequence.items, names) {
      #expect(item.range.start.column == column && item.range.end.column == column + name.unicodeScalars.count)
      column += name.unicodeScalars.count + 2
    }
    #expect(sequence.items.count == 2000)
  }
}
