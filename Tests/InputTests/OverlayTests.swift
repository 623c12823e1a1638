import Diagnostics
import Testing

@testable import Input

/// Files that extend one another, read together.
@Suite struct OverlayTests {
  /// Files by name, the first one read; what they come to, or what is wrong.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let files: [(name: String, text: String)]
    let merged: String

    init(_ description: String, base: String, over: String, _ merged: String) {
      self.init(description, ["over.yaml": "extends: base.yaml\n\(over)", "base.yaml": base], merged)
    }

    init(_ description: String, _ files: KeyValuePairs<String, String>, _ merged: String) {
      testDescription = description
      self.files = files.map { ($0.key, $0.value) }
      self.merged = merged
    }
  }

  static let cases = [
    Case("scalars replace", base: "a: 1\nb: 2\n", over: "b: 3\n", "{a: 1, b: 3}"),
    Case("new keys come last", base: "b: 1\n", over: "c: 3\na: 2\n", "{b: 1, c: 3, a: 2}"),
    Case(
      "mappings merge", base: "m: { a: 1, n: { x: 1, y: 2 } }\n", over: "m: { n: { y: 3 }, b: 2 }\n",
      "{m: {a: 1, n: {x: 1, y: 3}, b: 2}}"),
    Case("lists of plain values replace", base: "l: [a, b]\n", over: "l: [c]\n", "{l: [c]}"),
    Case(
      "entries of one name merge", base: "l: [{ name: a, v: 1 }, { name: b, v: 2 }]\n", over: "l: [{ name: b, v: 3 }]\n",
      "{l: [{name: a, v: 1}, {name: b, v: 3}]}"),
    Case(
      "entries of new names are added", base: "l: [{ name: a }]\n", over: "l: [{ name: c }, { name: b }]\n",
      "{l: [{name: a}, {name: c}, {name: b}]}"),
    Case(
      "a list with an entry without a name replaces", base: "l: [{ name: a }]\n", over: "l: [{ name: b }, c]\n",
      "{l: [{name: b}, c]}"),
    Case(
      "a list over one with an entry without a name replaces", base: "l: [c]\n", over: "l: [{ name: b }]\n", "{l: [{name: b}]}"),
    Case("an empty list replaces", base: "l: [{ name: a }]\n", over: "l: []\n", "{l: []}"),
    Case("another kind replaces", base: "a: { b: 1 }\nc: 1\n", over: "a: 1\nc: [2]\n", "{a: 1, c: [2]}"),
    Case(
      "named lists inside named lists", base: "f: [{ name: r, d: [{ name: x, v: 1 }] }]\n",
      over: "f: [{ name: r, d: [{ name: x, v: 2 }, { name: y }] }]\n", "{f: [{name: r, d: [{name: x, v: 2}, {name: y}]}]}"),
    Case(
      "names are told apart by their bytes", base: "l: [{ name: é }]\n", over: "l: [{ name: e\u{301} }]\n",
      "{l: [{name: é}, {name: e\u{301}}]}"),
    Case(
      "an entry is removed", base: "l: [{ name: a }, { name: b }]\n", over: "l: [{ name: a, remove: yes }]\n", "{l: [{name: b}]}"),
    Case(
      "keys are removed", base: "a: 1\nb: 2\nm: { x: 1, y: 2 }\n", over: "remove: [b]\nm: { remove: [x] }\n", "{a: 1, m: {y: 2}}"),
    Case(
      "a removal that finds nothing", base: "l: [{ name: pilot }]\n", over: "l: [{ name: pilto, remove: yes }]\n",
      "over.yaml:2:13 overlay-removal: there is no 'pilto' to remove"),
    Case(
      "a key that is not there", base: "owners: 1\n", over: "remove: [owner]\n",
      "over.yaml:2:10 overlay-removal: there is no 'owner' to remove"),
    Case(
      "a removal with something beside it", base: "l: [{ name: a, v: 1 }]\n", over: "l: [{ name: a, v: 2, remove: yes }]\n",
      "over.yaml:2:5 overlay-removal: an entry that is removed has its name and nothing else"),
    Case(
      "a removal that is not yes", base: "l: [{ name: a }]\n", over: "l: [{ name: a, remove: no }]\n",
      "over.yaml:2:24 overlay-removal: 'remove' of an entry is yes"),
    Case(
      "a removal of a mapping that is no list", base: "a: 1\n", over: "remove: a\n",
      "over.yaml:2:9 overlay-removal: 'remove' of a mapping is a list of its keys"),
    Case(
      "removed and written", base: "a: 1\n", over: "a: 2\nremove: [a]\n",
      "over.yaml:3:10 overlay-removal: 'a' is removed and written in one place"),
    Case(
      "two new entries of one name", base: "l: [{ name: a }]\n", over: "l:\n  - { name: b, v: 1 }\n  - { name: b, w: 2 }\n",
      "over.yaml:4:13 overlay-entry: a second entry is called 'b'"),
    Case(
      "two entries for one of the base", base: "l: [{ name: a }]\n", over: "l: [{ name: a, v: 1 }, { name: a, v: 2 }]\n",
      "over.yaml:2:32 overlay-entry: a second entry is called 'a'"),
    Case(
      "removed and written anew", base: "l: [{ name: a }]\n", over: "l: [{ name: a, remove: yes }, { name: a, v: 2 }]\n",
      "over.yaml:2:39 overlay-entry: a second entry is called 'a'"),
    Case(
      "written and removed", base: "l: [{ name: a }]\n", over: "l: [{ name: a, v: 2 }, { name: a, remove: yes }]\n",
      "over.yaml:2:32 overlay-entry: a second entry is called 'a'"),
    Case(
      "removed in one file, and back in another",
      [
        "site.yaml": "extends: region.yaml\nl: [{ name: a, w: 3 }]\n",
        "region.yaml": "extends: base.yaml\nl: [{ name: a, remove: yes }]\n",
        "base.yaml": "l: [{ name: a, v: 1 }, { name: b }]\n",
      ], "{l: [{name: b}, {name: a, w: 3}]}"),
    Case(
      "several removed, and others between them", base: "l: [{ name: a }, { name: b, v: 1 }, { name: c }, { name: d }]\n",
      over: "l: [{ name: c, remove: yes }, { name: e }, { name: b, v: 2 }, { name: a, remove: yes }]\n",
      "{l: [{name: b, v: 2}, {name: d}, {name: e}]}"),
    Case(
      "a removal from a list with an entry without a name", base: "l: [a, { name: b }]\n",
      over: "l: [{ name: b, remove: yes }]\n",
      "over.yaml:2:16 overlay-removal: nothing can be removed from a list in which an entry has no name"),
    Case(
      "a base that is a list", base: "- a\n", over: "a: 1\n",
      "over.yaml:1:10 overlay-base: 'base.yaml' is extended and has no keys"),
    Case(
      "three levels",
      [
        "site.yaml": "extends: region.yaml\nc: 3\n", "region.yaml": "extends: base.yaml\nb: 2\nc: 2\n",
        "base.yaml": "a: 1\nb: 1\nc: 1\n",
      ], "{a: 1, b: 2, c: 3}"),
    Case(
      "paths are relative to the file that says them",
      [
        "sites/north/site.yaml": "extends: ../region.yaml\nb: 2\n", "sites/north/../region.yaml": "extends: base.yaml\n",
        "sites/north/../base.yaml": "a: 1\n",
      ], "{a: 1, b: 2}"),
    Case(
      "a file that extends itself", ["a.yaml": "x: 1\nextends: ./a.yaml\n"],
      "a.yaml:2:10 overlay-cycle: files extend each other in a circle: a.yaml -> ./a.yaml"),
    Case(
      "a circle of three", ["a.yaml": "extends: b.yaml\n", "b.yaml": "extends: c.yaml\n", "c.yaml": "extends: a.yaml\n"],
      "c.yaml:1:10 overlay-cycle: files extend each other in a circle: a.yaml -> b.yaml -> c.yaml -> a.yaml"),
    Case(
      "a base that is not there", ["a.yaml": "extends: b.yaml\n"],
      "a.yaml:1:10 overlay-base: 'extends' names a file that cannot be used: no such file"),
    Case("an empty path", ["a.yaml": "extends:\n"], "a.yaml:1:9 overlay-base: 'extends' is the path of one file"),
    Case(
      "several bases", ["a.yaml": "extends: [b.yaml, c.yaml]\n"], "a.yaml:1:10 overlay-base: 'extends' is the path of one file"),
    Case("an error in the base", ["a.yaml": "extends: b.yaml\n", "b.yaml": "a: 1\na: 2\n"], "b.yaml:2:1 duplicate-key"),
  ]

  @Test(arguments: cases) func `Files that extend one another come to one`(_ overlay: Case) {
    let (input, diagnostics) = Self.read(overlay)
    guard let first = diagnostics.sorted.first else {
      #expect(input.node.map(Self.text) == overlay.merged)
      return
    }
    let place = first.range.map { "\($0.file):\($0.start.line):\($0.start.column)" } ?? ""
    #expect("\(place) \(first.code.name): \(first.message)".utf8.starts(with: overlay.merged.utf8), "\(place) \(first.message)")
  }

  @Test func `Every value knows its file, and what it replaced`() throws {
    let (input, _) = Self.read(
      Case(
        "",
        [
          "site.yaml": "extends: region.yaml\nm:\n  v: 3\n", "region.yaml": "extends: base.yaml\nm: { v: 2 }\n",
          "base.yaml": "m:\n  u: 0\n  v: 1\n",
        ], ""))
    guard case .mapping(let root)? = input.node, case .mapping(let inner)? = root["m"] else { return #expect(Bool(false)) }
    #expect(inner["u"]?.range.file == "base.yaml")
    #expect(inner["v"]?.range.file == "site.yaml")
    #expect(inner["v"]?.range.start == SourcePosition(line: 3, column: 6))
    let replaced = input.origins.replaced("m.v").map { "\($0.text ?? "") \($0.range.file):\($0.range.start.line)" }
    #expect(replaced == ["1 base.yaml:3", "2 region.yaml:2"])
    #expect(input.files.map(\.name) == ["site.yaml", "region.yaml", "base.yaml"])
  }

  @Test func `A chain has an end`() {
    let names = (0..<40).map { "f\($0).yaml" }
    var opened = 0
    var diagnostics = DiagnosticList()
    let input = OverlayReader.read(
      InputFile(name: names[0], bytes: Array("extends: f1.yaml\n".utf8)), into: &diagnostics
    ) { _ in
      opened += 1
      return .bytes(Array("extends: f\(opened + 1).yaml\n".utf8))
    }
    #expect(input.node == nil && opened == 15)
    #expect(diagnostics.all.map(\.code.name) == ["overlay-cycle"])
  }

  private static func read(_ overlay: Case) -> (OverlaidInput, DiagnosticList) {
    var diagnostics = DiagnosticList()
    let first = InputFile(name: overlay.files[0].name, bytes: Array(overlay.files[0].text.utf8))
    let input = OverlayReader.read(first, into: &diagnostics) { path in
      overlay.files.first { $0.name.utf8.elementsEqual(path.utf8) }.map { .bytes(Array($0.text.utf8)) }
        ?? .unreadable("no such file")
    }
    return (input, diagnostics)
  }

  static func text(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): scalar.text
    case .mapping(let mapping): "{\(mapping.entries.map { "\($0.key.text): \(text($0.value))" }.joined(separator: ", "))}"
    case .sequence(let list): "[\(list.items.map(text).joined(separator: ", "))]"
    }
  }
}
