import Diagnostics
import TemplateEngine
import Testing

/// One template, rendered with one value.
struct Snippet: Sendable, CustomTestStringConvertible {
  var name: String
  var template: String
  var output: String

  init(_ name: String, _ template: String, _ output: String) {
    self.name = name
    self.template = template
    self.output = output
  }

  var testDescription: String { template }

  /// What all snippets are rendered with.
  static let shape = TemplateShape.object([
    "name": .text, "quote": .text, "count": .integer, "yes": .flag, "no": .flag,
    "units": .list(.text), "none": .list(.text),
    "server": .object(["name": .text, "port": .integer, "note": .optional(.text)]),
    "absent": .optional(.object(["name": .text])), "present": .optional(.text),
    "waves": .list(.object(["name": .text, "units": .list(.text)])),
    "script": .code(.powershell), "link": .text,
  ])

  static let value = TemplateValue.object([
    "name": .text("O'Brien"), "quote": .text("a \"b\" `c` $d <e> & |f| \\ *g*"), "count": .integer(7), "yes": .flag(true),
    "no": .flag(false),
    "units": .list([.text("OU=A"), .text("OU=B"), .text("OU=C")]), "none": .list([]),
    "server": .object(["name": .text("SYNC01"), "port": .integer(443), "note": .text("n")]),
    "present": .text("here"),
    "waves": .list([
      .object(["name": .text("one"), "units": .list([.text("x"), .text("y")])]),
      .object(["name": .text("two"), "units": .list([])]),
    ]),
    "script": .code(.powershell, "Get-Date"), "link": .text("https://learn.microsoft.com/en-us/a?b=c&d=e"),
  ])

  func render(with others: [TemplateSource] = []) throws -> String {
    let library = TemplateLibrary([TemplateSource(name: name, text: template)] + others)
    return String(decoding: try library.compile(name, against: Self.shape).render(Self.value), as: UTF8.self)
  }

  /// The messages, each as `line:column code message`, with its hint.
  static func errors(_ name: String, _ template: String, with others: [TemplateSource] = []) -> [String] {
    let library = TemplateLibrary([TemplateSource(name: name, text: template)] + others)
    do throws(TemplateErrors) {
      _ = try library.compile(name, against: shape)
      return []
    } catch {
      return error.diagnostics.map { diagnostic in
        let place = diagnostic.range.map { "\($0.file):\($0.start.line):\($0.start.column)-\($0.end.column) " } ?? ""
        return "\(place)\(diagnostic.code.name): \(diagnostic.message)"
      }
    }
  }
}
