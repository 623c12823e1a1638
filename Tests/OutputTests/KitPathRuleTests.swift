import Testing

@testable import Output

struct KitPathRuleTests {
  @Test(arguments: [
    "README.md", "waves/01-pilot/30-rules/SYNC01/in.xml", "a", "console.txt", "com10", "auxiliary/nullable.ps1", "a b.txt",
    ".gitkeep",
    "a+b,c=d@e#f'g(h)&i.txt", String(repeating: "x", count: 120),
  ])
  func takesPathsThatEverySystemTakes(path: String) {
    #expect(KitPathRule.problem(in: path) == nil)
  }

  @Test(arguments: [
    ("", "is empty"),
    ("/etc/passwd", "is not relative"),
    ("../x", "has the part '..'"),
    ("a/../b", "has the part '..'"),
    ("./a", "has the part '.'"),
    ("a//b", "has an empty part"),
    ("a/", "has an empty part"),
    ("M\u{FC}ller.md", "holds U+00FC, and paths are printable ASCII"),
    ("a\nb", "holds U+000A, and paths are printable ASCII"),
    ("a\u{301}", "holds U+0301, and paths are printable ASCII"),
    ("a\u{0}", "holds U+0000, and paths are printable ASCII"),
    ("a\\b", "holds '\\', which Windows refuses in names"),
    ("C:x", "holds ':', which Windows refuses in names"),
    ("a|b", "holds '|', which Windows refuses in names"),
    ("a?", "holds '?', which Windows refuses in names"),
    ("a*", "holds '*', which Windows refuses in names"),
    ("a<b", "holds '<', which Windows refuses in names"),
    ("a>b", "holds '>', which Windows refuses in names"),
    ("a\"b", "holds '\"', which Windows refuses in names"),
    ("a./b", "has the part 'a.', and Windows drops a full stop or a space at the end of a name"),
    ("a/b ", "has the part 'b ', and Windows drops a full stop or a space at the end of a name"),
    ("CON", "has the part 'CON', which is a device on Windows"),
    ("a/nul.txt", "has the part 'nul.txt', which is a device on Windows"),
    ("Com1.tar.gz/b", "has the part 'Com1.tar.gz', which is a device on Windows"),
    ("lpt9 .txt", "has the part 'lpt9 .txt', which is a device on Windows"),
    ("conout$", "has the part 'conout$', which is a device on Windows"),
    (String(repeating: "x", count: 121), "has 121 characters, and 120 are the most"),
  ])
  func tellsWhatIsWrongWithAPath(path: String, problem: String) {
    #expect(KitPathRule.problem(in: path) == problem)
  }

  @Test(arguments: [
    (["a", "b", "a"], "a", "a"),
    (["README.md", "readme.md"], "README.md", "readme.md"),
    (["waves/A/x", "waves/a/y"], "waves/A/x", "waves/a/y"),
    (["a", "a/b"], "a", "a/b"),
    (["a/b/c", "A/B"], "a/b/c", "A/B"),
  ])
  func findsPathsThatCannotBothBe(paths: [String], one: String, other: String) throws {
    let found = try #require(KitPathRule.collision(in: paths))
    #expect(found == (one, other))
  }

  @Test func seesNoCollisionWhereThereIsNone() {
    #expect(KitPathRule.collision(in: ["a/b", "a/c", "ab", "a-b/c", "b/a"]) == nil)
  }

  @Test func aTreeWithAPathOutsideTheKitStopsTheProgram() async {
    await #expect(processExitsWith: .failure) { _ = OutputTree([Samples.file("../x", "")]) }
  }

  @Test func aTreeWithPathsThatFoldTogetherStopsTheProgram() async {
    await #expect(processExitsWith: .failure) { _ = OutputTree([Samples.file("a/X", ""), Samples.file("a/x", "")]) }
  }

  @Test func aTreeThatBringsItsOwnManifestStopsTheProgram() async {
    await #expect(processExitsWith: .failure) { _ = OutputTree([Samples.file("Manifest.json", "")]) }
  }
}
