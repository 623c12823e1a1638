import Testing

@testable import Input

@Suite struct StructureTests {
  @Test(
    "What YAML allows and we do not is reported, and reading goes on",
    arguments: [
      ("a: 1\na: 2\n", "{a: 1}", ["2:1-2:2 duplicate-key: the key 'a' is written twice (the first one is 1:1-1:2)"]),
      ("\"a\": 1\r\na: 2\r\n", "{a: 1}", ["2:1-2:2 duplicate-key: the key 'a' is written twice (the first one is 1:1-1:4)"]),
      ("😀: {b: 1, b: 2}\n", "{😀: {b: 1}}", ["1:11-1:12 duplicate-key: the key 'b' is written twice (the first one is 1:5-1:6)"]),
      ("a: &x 1\n", "{a: 1}", ["1:4-1:6 yaml-anchor: an anchor is not allowed"]),
      ("a: *x\nb: 1\n", "{a: , b: 1}", ["1:4-1:6 yaml-alias: an alias is not allowed"]),
      ("*x : 1\nb: 1\n", "{b: 1}", ["1:1-1:3 yaml-alias: an alias is not allowed"]),
      ("<<: {a: 1}\nb: 1\n", "{b: 1}", ["1:1-1:3 merge-key: the merge key '<<' is not allowed"]),
      ("a: !!int 1\n", "{a: 1}", ["1:4-1:9 yaml-tag: a tag is not allowed"]),
      ("a: !ü 1\n", "nothing", ["1:4-1:6 yaml-tag: a tag is not allowed"]),
      ("a: ! 1\n", "{a: 1}", ["1:4-1:5 yaml-tag: a tag is not allowed"]),
      (
        "a: !x\n  &y [b]\n", "{a: [b]}",
        ["2:3-2:5 yaml-anchor: an anchor is not allowed", "1:4-1:6 yaml-tag: a tag is not allowed"]
      ),
      (
        "%YAML 1.2\n%TAG ! x\n---\na: 1\n", "{a: 1}",
        ["1:1-1:10 yaml-directive: a directive is not allowed", "2:1-2:9 yaml-directive: a directive is not allowed"]
      ),
      ("a: 1\n---\nb: 2\n---\nc: 3\n", "{a: 1}", ["2:1-2:4 multiple-documents: a second document begins here"]),
      ("a: 1\n...\n# c\nb: 2\n", "{a: 1}", ["4:1-4:5 multiple-documents: a second document begins here"]),
      ("[a]: 1\nb: 2\n", "{b: 2}", ["1:1-1:4 complex-key: a list or mapping cannot be a key"]),
      ("a: {{ name }}\n", "{a: {}}", ["1:5-1:13 complex-key: a list or mapping cannot be a key"]),
      ("a: {? : 1}\n", "{a: {}}", ["1:7-1:7 missing-key: no key stands before the colon"]),
    ])
  func refused(input: String, node: String, findings: [String]) {
    let reading = Reading(input)
    #expect(reading.findings == findings)
    #expect(reading.plain == node)
  }

  @Test(
    "A file without a value says so",
    arguments: [
      "", "\n\r\n", "# only this\n", "---\n", "--- # x\n...\n", "...\n", "...\n...\n", "~\n", "\u{FEFF}", "%YAML 1.1\n",
    ])
  func empty(input: String) {
    let reading = Reading(input)
    #expect(reading.node == nil)
    #expect(reading.findings.last == "1:1-1:1 empty-file: the file describes nothing")
  }

  @Test("All problems of a file are told at once")
  func together() {
    let reading = Reading("%YAML 1.1\n---\na: &x b\u{202E}\na: \"\\x07\"\nc: !t [*x, {<<: d}]\ne: {[f]: g}\n---\n")
    #expect(
      reading.codes.sorted() == [
        "complex-key", "control-character", "direction-character", "duplicate-key", "merge-key", "multiple-documents",
        "yaml-alias", "yaml-anchor", "yaml-directive", "yaml-tag",
      ])
    #expect(reading.plain.utf8.elementsEqual("{a: b\u{FFFD}, c: [, {}], e: {}}".utf8))
  }
}
