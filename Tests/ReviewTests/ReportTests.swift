import Review
import Testing

/// How a comparison is printed, with names that try to break out.
struct ReportTests {
  private static func summary(_ unit: String) throws -> KitSummary {
    let quoted = unit.unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
    let section = "{\"risk\": \"scope\", \"subject\": \"wave pilot\", \"values\": {}, \"lists\": {\"unit\": [\"\(quoted)\"]}}"
    return try KitSummary(reading: Array("{\"format\": 1, \"environment\": \"contoso\", \"sections\": [\(section)]}".utf8))
  }

  private static func comparison(_ unit: String, lines: Int = 1) throws -> Comparison {
    Comparison(
      old: "a", new: "b", summary: SummaryDifference(try summary("OU=Old"), try summary(unit)),
      files: (0..<lines).map {
        FileDifference(path: "file-\($0).txt", old: Array("one\ntwo\n".utf8), new: Array("one\n\(unit)\n".utf8))
      })
  }

  static let hostile = ["OU=<script>alert(1)</script>", "OU=``` \"quoted\" & 'more'", "OU=a\u{301}\u{202E}b", "OU=\u{1B}[31mred"]

  @Test(arguments: hostile.dropLast()) func `a page holds no markup of the input, and every character of it`(_ unit: String)
    throws
  {
    let page = HTMLReport.text(try Self.comparison(unit))
    #expect(!page.contains("<script"))
    #expect(page.contains("<h2 ") && page.contains("lang=\"en\"") && !page.contains("http://") && !page.contains("https://"))
    #expect(!page.unicodeScalars.contains("\u{202E}"))
  }

  @Test func `a fence is longer than any run of backticks in it`() throws {
    let text = MarkdownReport.text(try Self.comparison("OU=```` x"))
    #expect(text.contains("`````diff\n"))
    #expect(text.contains("+ wave pilot: + unit OU=```` x\n"))
  }

  @Test func `a comment on a pull request stays below what GitHub takes`() throws {
    let text = MarkdownReport.text(try Self.comparison(String(repeating: "x", count: 900), lines: 200))
    #expect(text.utf8.count < 65_536)
    #expect(text.contains(" more files differ"))
  }

  @Test func `nothing acts on the terminal`() throws {
    // A kit that somebody changed may hold anything in its files.
    let comparison = Comparison(
      old: "a", new: "b", summary: nil, files: [FileDifference(path: "x", old: [], new: Array("\u{1B}[31mred\r\n".utf8))])
    #expect(TextReport.text(comparison).utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    #expect(TextReport.text(comparison).contains("+\\x1b[31mred\n"))
  }

  @Test func `json holds every change`() throws {
    let text = JSONReport.text(try Self.comparison("OU=New"))
    #expect(text.contains("\"text\": \"wave pilot: + unit OU=New\""))
    #expect(text.contains("\"same\": false"))
  }
}

struct LineDifferenceTests {
  private static func shown(_ old: String, _ new: String) -> [String] {
    LineDifference(Array(old.utf8), Array(new.utf8)).hunks.flatMap { hunk in
      [hunk.heading] + hunk.lines.map { "\($0.mark.rawValue)\(String(decoding: $0.bytes, as: UTF8.self))" }
    }
  }

  @Test func `a change stands between three lines before and after it`() {
    let old = (1...12).map { "\($0)\n" }.joined()
    let new = (1...12).map { $0 == 6 ? "six\n" : "\($0)\n" }.joined()
    #expect(Self.shown(old, new) == ["@@ -3,7 +3,7 @@", " 3", " 4", " 5", "-6", "+six", " 7", " 8", " 9"])
  }

  @Test func `changes far apart are two places, near ones are one`() {
    let old = (1...30).map { "\($0)\n" }.joined()
    #expect(
      LineDifference(Array(old.utf8), Array(old.replacing("\n5\n", with: "\nfive\n").replacing("\n25\n", with: "\n").utf8)).hunks
        .count == 2)
    #expect(
      LineDifference(Array(old.utf8), Array(old.replacing("\n5\n", with: "\nfive\n").replacing("\n10\n", with: "\n").utf8)).hunks
        .count == 1)
  }

  @Test func `a new file is all added, and the same file has no place`() {
    #expect(Self.shown("", "a\nb\n") == ["@@ -1,0 +1,2 @@", "+a", "+b"])
    #expect(Self.shown("a\n", "a\n") == [])
  }

  @Test func `composed and decomposed letters differ`() {
    #expect(Self.shown("\u{E9}\n", "e\u{301}\n").count == 3)
  }
}
