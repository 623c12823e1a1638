import Foundation
import TemplateEngine
import Testing

/// Every spelling, against texts that try to leave their place; judged by the programs that will read them.
@Suite struct HostileTests {
  private static let all = HostileText.printable + HostileText.controls
  private static let shape = TemplateShape.object(["all": .list(.text)])

  /// A template over the whole table.
  private func render(_ name: String, _ template: String, _ texts: [String]) throws -> [UInt8] {
    let library = TemplateLibrary([TemplateSource(name: name, text: template)])
    return try library.compile(name, against: Self.shape).render(.object(["all": .list(texts.map(TemplateValue.text))]))
  }

  private func lines(_ name: String, _ template: String, _ texts: [String]) throws -> [String] {
    String(decoding: try render(name, "{{#each all as x}}\n\(template)\n{{/each}}\n", texts), as: UTF8.self)
      .unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { String($0) }
  }

  private func same(_ left: String?, _ right: String) -> Bool { left.map { $0.utf8.elementsEqual(right.utf8) } ?? false }

  @Test func bashReadsEveryLiteralAsTheTextItIs() throws {
    let bash = try #require(Program.find("bash"), "bash is part of every system this runs on")
    let script = try render("a.sh", "{{#each all as x}}\nprintf '%s\\0' {{x}}\n{{/each}}\n", Self.all)
    let (output, code) = try Program.run(bash, [], input: script)
    #expect(code == 0)
    let read = output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    #expect(read.count == Self.all.count)
    for (read, text) in zip(read, Self.all) { #expect(read.elementsEqual(text.utf8), "\(text.debugDescription)") }
  }

  @Test func bashSeesNothingOfAComment() throws {
    let bash = try #require(Program.find("bash"), "bash is part of every system this runs on")
    let script = try render(
      "a.sh", "{{#each all as x}}\n#{{x|comment}}\necho a # {{x|comment}}\n{{/each}}\n", Self.all + HostileText.withNUL)
    let (output, code) = try Program.run(bash, [], input: script)
    #expect(code == 0)
    #expect(output.elementsEqual(String(repeating: "a\n", count: Self.all.count + 2).utf8))
  }

  @Test func aLiteralHoldsNoLineBreak() throws {
    for (name, texts) in [
      ("a.ps1", Self.all + HostileText.withNUL), ("a.sh", Self.all), ("a.jq", Self.all), ("a.json", Self.all),
    ] {
      let output = try lines(name, "{{x}}", texts)
      #expect(output.count == texts.count, "\(name)")
      for line in output {
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }, "\(name) \(line)")
      }
    }
  }

  @Test func powerShellReadsEveryLiteralAsTheTextItIs() throws {
    let texts = Self.all + HostileText.withNUL
    for (line, text) in zip(try lines("a.ps1", "{{x}}", texts), texts) {
      var lexer = PowerShellLexer(line)
      #expect(same(lexer.value(), text), "\(line)")
    }
  }

  @Test func aPowerShellCommentEndsWhereTheTemplateEndsIt() throws {
    let texts = Self.all + HostileText.withNUL
    for line in try lines("a.ps1", "<#{{x|comment}}#>", texts) {
      let scalars = Array(line.unicodeScalars)
      #expect(
        scalars.indices.dropLast().filter { scalars[$0] == "#" && scalars[$0 + 1] == ">" } == [scalars.count - 2], "\(line)")
      #expect(scalars.indices.dropLast().filter { scalars[$0] == "<" && scalars[$0 + 1] == "#" } == [0], "\(line)")
    }
    let comments = try lines("a.ps1", "#{{x|comment}}", texts)
    #expect(comments.count == texts.count)
    for line in comments { #expect(!line.lowercased().contains("#requires"), "\(line)") }
  }

  @Test func jqReadsEveryLiteralAsTheTextItIs() throws {
    guard let jq = Program.find("jq") else {
      print("SKIPPED: jq is not installed; literals of jq and JSON were not read back by it")
      return
    }
    let texts = Self.all + HostileText.withNUL
    let json = try render("a.json", "[{{#each all as x}}{{x}}{{#separator}}, {{/separator}}{{/each}}]", texts)
    let program = try render(
      "a.jq", "# {{#each all as x}}{{x|comment}}{{/each}}\n. == [{{#each all as x}}{{x}}{{#separator}}, {{/separator}}{{/each}}]",
      texts)
    let (output, code) = try Program.run(jq, [String(decoding: program, as: UTF8.self)], input: json)
    #expect(code == 0)
    #expect(String(decoding: output, as: UTF8.self) == "true\n")
    #expect(try JSONDecoder().decode([String].self, from: Data(json)).elementsEqual(texts) { same($0, $1) })
  }

  @Test func htmlHoldsTheTextAndNoMarkupOfIt() throws {
    for (name, template) in [("a.html", "{{x}}"), ("a.html", "<a b={{x|attribute}}>")] {
      for (line, text) in zip(try lines(name, template, Self.all + HostileText.withNUL), Self.all + HostileText.withNUL) {
        let inner = template.hasPrefix("<") ? String(line.dropFirst(6).dropLast(2)) : line
        #expect(!inner.unicodeScalars.contains { "<>\"'".unicodeScalars.contains($0) }, "\(line)")
        #expect(same(HTMLText.decoded(inner), HostileText.prose(text)), "\(line)")
      }
    }
    for line in try lines("a.html", "<!--{{x|comment}}-->", Self.all + HostileText.withNUL) {
      let inner = line.dropFirst(4).dropLast(3)
      #expect(!inner.contains("--") && !inner.contains(">") && !inner.contains("<") && !inner.hasSuffix("-"), "\(line)")
    }
  }

  @Test func aLinkNamesNeitherSchemeNorHostUnlessItIsHTTPS() throws {
    for line in try lines("a.html", "<a href=\"{{x|url}}\">", Self.all + HostileText.withNUL) {
      let link = line.dropFirst(9).dropLast(2)
      #expect(link.utf8.allSatisfy { byte in "-._~/%".utf8.contains(byte) || isASCIIAlphanumeric(byte) }, "\(line)")
      #expect(!link.hasPrefix("/"), "\(line)")
    }
    #expect(
      try lines("a.html", "<a href=\"{{x|weblink}}\">", ["http://a", "javascript:x", "https://a.b/ü)\"<&"]) == [
        "<a href=\"./http%3A//a\">", "<a href=\"./javascript%3Ax\">", "<a href=\"https://a.b/%C3%BC%29%22%3C&amp;\">",
      ])
  }

  @Test func aMermaidLabelHoldsNothingThatMermaidReads() throws {
    let template = "```mermaid\na[{{x|mermaid}}]\n```"
    let texts = Self.all + HostileText.withNUL
    let output = String(decoding: try render("a.md", "{{#each all as x}}\n\(template)\n{{/each}}\n", texts), as: UTF8.self)
    let labels = output.unicodeScalars.split(separator: "\n").filter { $0.starts(with: "a[".unicodeScalars) }.map {
      String($0.dropFirst(3).dropLast(2))
    }
    #expect(labels.count == texts.count)
    for (label, text) in zip(labels, texts) {
      #expect(!label.unicodeScalars.contains { "\"`<>&%\\{}|:[]*_~$".unicodeScalars.contains($0) }, "\(label)")
      #expect(same(HTMLText.decoded(label, mark: "#"), HostileText.prose(text)), "\(label)")
    }
  }

  private func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
