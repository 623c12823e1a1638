import Diagnostics

/// Makes nodes of a template's tokens. Everything wrong is reported; what can be read is read.
struct TemplateParser {
  private let source: TemplateSource
  private let language: TemplateLanguage
  private var open: [OpenBlock] = []
  private var nodes: [TemplateNode] = []
  private(set) var diagnostics: [Diagnostic] = []

  private struct OpenBlock {
    /// Each with the word that closes it.
    enum Kind: String, CaseIterable {
      case choice = "if"
      case each, separator
    }
    var kind: Kind
    var negated = false
    /// Absent when the opening tag was wrong; its body is still read.
    var path: TemplatePath?
    var item: TemplateName?
    var range: SourceRange
    /// The nodes before the block.
    var outer: [TemplateNode]
    var then: [TemplateNode]?
  }

  /// - Parameter language: the language of the template that is compiled, which may include this one.
  init(_ source: TemplateSource, language: TemplateLanguage) {
    self.source = source
    self.language = language
  }

  mutating func parse() -> [TemplateNode] {
    var scanner = TemplateScanner(source)
    let tokens = scanner.scan()
    diagnostics = scanner.diagnostics
    for token in tokens {
      switch token.kind {
      case .text(let text): nodes.append(.text(text, token.range))
      case .lineStart: nodes.append(.lineStart)
      case .tag(let body, let start): tag(TagReader(body, at: start, file: source.file), token)
      }
    }
    while let block = open.last {
      report(
        TemplateCatalog.block, "\(spelling(block.kind)) is never closed", block.range,
        "write \(closing(block.kind)) where it ends")
      close(block)
    }
    return nodes
  }

  private mutating func tag(_ reader: TagReader, _ token: TemplateToken) {
    var reader = reader
    switch reader.kind() {
    case .comment: break
    case .braces: nodes.append(.text("{{", token.range))
    case .slot: slot(&reader, token.range)
    case .include:
      if let name = reader.fileName() {
        nodes.append(.include(name, indentation: token.indentation, token.range))
      } else {
        malformed(token.range, "an include names a file: {{> folder/name.ext}}")
      }
    case .openChoice: openChoice(&reader, token.range)
    case .openEach: openEach(&reader, token.range)
    case .openSeparator: openSeparator(token.range)
    case .otherwise: otherwise(token.range)
    case .close(let kind): closeTag(kind, token.range)
    case .unknown: malformed(token.range, "'\(reader.text)' is not a tag")
    }
  }

  private mutating func slot(_ reader: inout TagReader, _ range: SourceRange) {
    guard let path = reader.path() else { return malformed(range, "a slot is a name, such as {{server.name}}") }
    var context: SlotContext?
    if reader.skip("|") {
      guard let word = reader.word() else { return malformed(range, "a context follows '|'") }
      let allowed = SlotContext.allowed(in: language)
      guard let named = allowed.first(where: { $0.rawValue.utf8.elementsEqual(word.text.utf8) }) else {
        let names = allowed.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return report(
          TemplateCatalog.context, "'\(word.text)' is not a context of \(language.displayName)", word.range,
          allowed.isEmpty ? "leave the context out; this language has none" : "use one of \(names)")
      }
      context = named
    }
    guard reader.atEnd else { return malformed(range, "a slot is a name and at most one context, such as {{name|comment}}") }
    nodes.append(.slot(path, context: context, range))
  }

  private mutating func openChoice(_ reader: inout TagReader, _ range: SourceRange) {
    let negated = reader.keyword("not")
    var path = reader.path()
    if path == nil || !reader.atEnd {
      malformed(range, "write {{#if name}} or {{#if not name}}")
      path = nil
    }
    begin(OpenBlock(kind: .choice, negated: negated, path: path, range: range, outer: nodes))
  }

  private mutating func openEach(_ reader: inout TagReader, _ range: SourceRange) {
    let path = reader.path()
    guard let path, reader.keyword("as"), let item = reader.word(), reader.atEnd else {
      malformed(range, "write {{#each list as item}}")
      return begin(OpenBlock(kind: .each, range: range, outer: nodes))
    }
    begin(OpenBlock(kind: .each, path: path, item: item, range: range, outer: nodes))
  }

  private mutating func openSeparator(_ range: SourceRange) {
    if !open.contains(where: { $0.kind == .each }) || open.contains(where: { $0.kind == .separator }) {
      report(TemplateCatalog.block, "{{#separator}} stands inside {{#each}}, not inside another separator", range)
    }
    begin(OpenBlock(kind: .separator, range: range, outer: nodes))
  }

  private mutating func begin(_ block: OpenBlock) {
    open.append(block)
    nodes = []
  }

  private mutating func otherwise(_ range: SourceRange) {
    guard let block = open.last, block.kind == .choice else {
      return report(TemplateCatalog.block, "{{else}} stands outside {{#if}}", range)
    }
    if block.then != nil { return report(TemplateCatalog.block, "{{#if}} has one {{else}}", range) }
    open[open.count - 1].then = nodes
    nodes = []
  }

  private mutating func closeTag(_ name: String, _ range: SourceRange) {
    guard let kind = OpenBlock.Kind.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name.utf8) }) else {
      return malformed(range, "'/\(name)' closes nothing that can be opened")
    }
    guard let place = open.lastIndex(where: { $0.kind == kind }) else {
      return report(TemplateCatalog.block, "\(closing(kind)) closes nothing", range)
    }
    while open.count > place + 1, let inner = open.last {
      report(
        TemplateCatalog.block, "\(spelling(inner.kind)) is not closed before \(closing(kind))", inner.range,
        "write \(closing(inner.kind)) where it ends")
      close(inner)
    }
    close(open[place])
  }

  private mutating func close(_ block: OpenBlock) {
    open.removeLast()
    let body = nodes
    nodes = block.outer
    switch block.kind {
    case .separator: nodes.append(.separator(body, block.range))
    case .choice:
      guard let path = block.path else {
        nodes += (block.then ?? []) + body
        return
      }
      let (then, otherwise) = block.then.map { ($0, body) } ?? (body, [])
      nodes.append(.choice(path, negated: block.negated, then: then, otherwise: otherwise, block.range))
    case .each:
      guard let path = block.path, let item = block.item else { return }
      nodes.append(.each(path, item: item, body: body, block.range))
    }
  }

  private func spelling(_ kind: OpenBlock.Kind) -> String { "{{#\(kind.rawValue)}}" }
  private func closing(_ kind: OpenBlock.Kind) -> String { "{{/\(kind.rawValue)}}" }

  private mutating func malformed(_ range: SourceRange, _ message: String) { report(TemplateCatalog.tag, message, range) }

  private mutating func report(_ code: DiagnosticCode, _ message: String, _ range: SourceRange, _ hint: String? = nil) {
    diagnostics.append(Diagnostic(code, message, at: range, hint: hint))
  }
}
