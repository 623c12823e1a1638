import Testing

@testable import TemplateEngine

/// The outer form of the file that a template makes.
struct FormTests {
  private static let shape: TemplateShape = .object(["code": .code(.powershell), "names": .list(.text)])
  private static let value: TemplateValue = .object([
    "code": .code(.powershell, "@(\n  1\n)"), "names": .list([.text("a"), .text("b\n")]),
  ])
  private static let text = "# list\n{{#each names as name}}\n# {{name|comment}}\n$x = {{name}}\n{{/each}}\n$y = {{code}}\n"

  private static func render(_ form: TextForm) throws -> [UInt8] {
    try TemplateLibrary([TemplateSource(name: "a.ps1", text: text)]).compile("a.ps1", against: shape, as: form).render(value)
  }

  @Test func `Every line of a script for Windows ends with CR and LF, after a byte order mark`() throws {
    let windows = try Self.render(.windows)
    #expect(windows.starts(with: [0xEF, 0xBB, 0xBF]))
    let feeds = windows.indices.filter { windows[$0] == UInt8(ascii: "\n") }
    #expect(feeds.count == 8)
    #expect(feeds.allSatisfy { windows[$0 - 1] == UInt8(ascii: "\r") })
  }

  @Test func `Nothing else differs from the same text with LF`() throws {
    let windows = try Self.render(.windows)
    let plain = try Self.render(.plain)
    #expect(!plain.contains(UInt8(ascii: "\r")))
    #expect(windows.dropFirst(3).filter { $0 != UInt8(ascii: "\r") } == plain)
  }

  @Test func `The file's ending says which form it has`() {
    for name in ["a.ps1", "PowerShell/Kit.ps1", "a.psm1"] { #expect(TextForm(fileName: name) == .windows, "\(name)") }
    for name in ["a.sh", "ps1", "a.psd1.txt", "a.ps1.md", "a.json"] { #expect(TextForm(fileName: name) == .plain, "\(name)") }
  }
}
