import Diagnostics

/// Checks a template against its shape and its language, and makes instructions of it.
struct TemplateCompiler {
  private let library: TemplateLibrary
  private let language: TemplateLanguage
  private var scope: TemplateScope
  private var place: any PlaceTracker
  private var output = InstructionList()
  private var diagnostics = DiagnosticList()
  /// The files that are being included, the outermost first, with the tag that includes each.
  private var including: [(name: String, tag: SourceRange?)] = []
  private var indentation = ""
  /// Inside a list's body, which is read both with and without its separator.
  private var skipsSeparator = false
  /// The list's body that we are in has one.
  private var hasSeparator = false
  /// A value was written into the PowerShell comment that we are in.
  private var commentHasValue = false

  init(library: TemplateLibrary, language: TemplateLanguage, shape: TemplateShape) {
    self.library = library
    self.language = language
    scope = TemplateScope(shape)
    place = language.tracker
  }

  mutating func compile(_ source: TemplateSource, _ form: TextForm) throws(TemplateErrors) -> CompiledTemplate {
    let instructions = try instructions(of: source)
    return CompiledTemplate(name: source.name, language: language, form: form, instructions: instructions, size: output.size)
  }

  mutating func instructions(of source: TemplateSource) throws(TemplateErrors) -> [Instruction] {
    including = [(source.name, nil)]
    run(parse(source))
    if let open = place.open {
      let end = source.endPosition
      report(TemplateCatalog.branches, "the template ends inside \(open)", SourceRange(file: source.file, start: end, end: end))
    }
    endComment()
    if diagnostics.hasErrors { throw TemplateErrors(diagnostics.sorted) }
    return output.instructions
  }

  private mutating func parse(_ source: TemplateSource) -> [TemplateNode] {
    let parsed = library.parsed(source, as: language)
    for diagnostic in parsed.diagnostics { report(diagnostic) }
    return parsed.nodes
  }

  private mutating func run(_ nodes: [TemplateNode]) {
    for node in nodes {
      switch node {
      case .text(let text, let range): self.text(text, range)
      case .lineStart: if !indentation.isEmpty && place.allowsIndentation { text(indentation, nil) }
      case .slot(let path, let context, let range): slot(path, context, range)
      case .choice(let path, let negated, let then, let otherwise, let range): choice(path, negated, then, otherwise, range)
      case .each(let path, let item, let body, let range): each(path, item, body, range)
      case .separator(let body, _): separator(body)
      case .include(let name, let indentation, let range): include(name, indentation, range)
      }
    }
  }

  /// - Parameter range: where the text stands; nil for an indentation, with which nothing is wrong.
  private mutating func text(_ text: String, _ range: SourceRange?) {
    var rest = text[...]
    // Inside the text too, the indentation goes before every line that is not empty.
    while !indentation.isEmpty, range != nil, let start = rest.secondLine {
      read(rest[..<start], of: text, range)
      if place.allowsIndentation { self.text(indentation, nil) }
      rest = rest[start...]
    }
    read(rest, of: text, range)
  }

  private mutating func read(_ part: Substring, of text: String, _ range: SourceRange?) {
    var part = part
    // A comment with a value in it ends at the first line end.
    if commentHasValue, let end = part.utf8.firstIndex(of: UInt8(ascii: "\n")) {
      follow(part[..<end], of: text, range)
      endComment()
      part = part[end...]
    }
    follow(part, of: text, range)
  }

  private mutating func follow(_ part: Substring, of text: String, _ range: SourceRange?) {
    // Most parts are the whole text, which is not copied.
    let piece = String(part)
    for (offset, problem) in place.read(piece) {
      guard let range else { continue }
      let before = text[..<part.startIndex].unicodeScalars.count + offset
      let start = range.start.advanced(over: text.unicodeScalars.prefix(before))
      let end = range.start.advanced(over: text.unicodeScalars.prefix(before + 1))
      report(TemplateCatalog.place, problem, SourceRange(file: range.file, start: start, end: end))
    }
    output.append(piece)
  }

  private mutating func endComment() {
    guard commentHasValue else { return }
    if let place = place as? PowerShellPlace, place.isComment { output.append(.endComment) }
    commentHasValue = false
  }

  private mutating func slot(_ path: TemplatePath, _ context: SlotContext?, _ range: SourceRange) {
    var encoder = SlotEncoder.digits
    defer { place.passSlot(encoder) }
    switch scope.resolve(path) {
    case .failure(let problem): report(problem)
    case .success((let value, let shape)):
      guard let kind = kind(of: shape, path) else { return }
      switch place.spelling(kind, context) {
      case .failure(let problem): report(TemplateCatalog.place, problem, range)
      case .success(let found):
        encoder = found
        if found == .powershellComment { commentHasValue = true }
        output.append(.slot(value, found))
      }
    }
  }

  private mutating func kind(of shape: TemplateShape, _ path: TemplatePath) -> SlotKind? {
    switch shape {
    case .text: return .text
    case .integer: return .integer
    case .flag: return .flag
    case .code(let language):
      if language == self.language { return .code }
      report(
        TemplateCatalog.type, "'\(path.text)' is \(language.displayName) code; this is \(self.language.displayName)", path.range)
    case .optional: report(scope.absent(TemplateName(text: path.text, range: path.range)))
    case .list:
      report(TemplateCatalog.type, "'\(path.text)' is a list", path.range, hint: "write {{#each \(path.text) as item}}…{{/each}}")
    case .object(let members):
      let names = members.names.prefix(12)
      report(
        TemplateCatalog.type, "'\(path.text)' is an object", path.range,
        hint: "name one of its members: \(names.map { "'\($0)'" }.joined(separator: ", "))")
    }
    return nil
  }

  private mutating func choice(
    _ path: TemplatePath, _ negated: Bool, _ then: [TemplateNode], _ otherwise: [TemplateNode], _ range: SourceRange
  ) {
    var value = ValuePath(variable: 0, members: [])
    var isPresence = false
    switch scope.resolve(path) {
    case .failure(let problem): report(problem)
    case .success((let found, let shape)):
      value = found
      switch shape {
      case .optional: isPresence = true
      case .flag, .list: break
      default: report(TemplateCatalog.type, "'\(path.text)' is \(shape.description) that is always there", path.range)
      }
    }
    let before = (place, commentHasValue)
    let first = branch(then, assuming: isPresence && !negated ? value : nil)
    let afterThen = (place, commentHasValue)
    (place, commentHasValue) = before
    let second = branch(otherwise, assuming: isPresence && negated ? value : nil)
    merge(afterThen.0, "{{#if}} and what it leaves out end in different places", range)
    commentHasValue = commentHasValue || afterThen.1
    output.append(.choice(value, negated: negated, then: first.instructions, otherwise: second.instructions))
    output.size += max(first.size, second.size)
  }

  private mutating func branch(_ nodes: [TemplateNode], assuming path: ValuePath?) -> InstructionList {
    let (outer, present) = (output, scope.present)
    output = InstructionList()
    if let path { scope.assume(present: path) }
    run(nodes)
    scope.restore(present: present)
    let body = output
    output = outer
    return body
  }

  /// The place goes on as one, or the difference is reported.
  private mutating func merge(_ other: any PlaceTracker, _ message: String, _ range: SourceRange) {
    if let merged = other.merged(withAny: place) {
      place = merged
    } else {
      let ends = [place.open, other.open].map { $0 ?? "none" }
      report(
        TemplateCatalog.branches, message, range,
        hint: "close quotes, comments and lines in the branch that opens them (open: \(ends[1]) and \(ends[0]))")
      // Go on where nothing is open, so that what follows is judged by itself.
      if other.open == nil { place = other }
    }
  }

  private mutating func each(_ path: TemplatePath, _ item: TemplateName, _ body: [TemplateNode], _ range: SourceRange) {
    var value = ValuePath(variable: 0, members: [])
    var element: TemplateShape?
    switch scope.resolve(path) {
    case .failure(let problem): report(problem)
    case .success((let found, let shape)):
      value = found
      switch shape {
      case .list(let shape): element = shape
      case .optional: report(scope.absent(TemplateName(text: path.text, range: path.range)))
      default: report(TemplateCatalog.type, "'\(path.text)' is \(shape.description) and no list", path.range)
      }
    }
    // Without an element's shape the names in the body mean nothing, and complaining about them would only repeat the one message.
    guard let element else { return }
    if let problem = scope.enter(item, element) { report(problem) }
    let message = "an item ends in another place than it began"
    let (outerSkips, outerHas, before, beforeHasValue) = (skipsSeparator, hasSeparator, place, commentHasValue)
    // What follows an item is the next one, after the separator, or the end, without it.
    (skipsSeparator, hasSeparator) = (false, false)
    var instructions = branch(body, assuming: nil)
    merge(before, message, range)
    // The second reading says what the first one did when it begins in the same place and leaves nothing out.
    if hasSeparator || commentHasValue != beforeHasValue || !place.isSame(as: before) {
      let between = place
      skipsSeparator = true
      instructions = branch(body, assuming: nil)
      if between.merged(withAny: place) != nil { merge(before, message, range) }
    }
    (skipsSeparator, hasSeparator) = (outerSkips, outerHas)
    if !scope.leave() {
      report(
        TemplateCatalog.unused, "'\(item.text)' is not used in its list", item.range,
        hint: "use it, or write {{#if \(path.text)}} for text that is written once")
    }
    output.append(.each(value, instructions.instructions))
    output.size += instructions.size * 4
  }

  private mutating func separator(_ body: [TemplateNode]) {
    let before = (place, commentHasValue)
    hasSeparator = true
    let instructions = branch(body, assuming: nil)
    if skipsSeparator { (place, commentHasValue) = before }
    output.append(.separator(instructions.instructions))
  }

  private mutating func include(_ name: TemplateName, _ tagIndentation: String, _ range: SourceRange) {
    guard let source = library.source(name.text) else {
      let hint = Suggestion.hint(for: name.text, among: library.names)
      return report(TemplateCatalog.include, "there is no template '\(name.text)'", name.range, hint: hint)
    }
    if including.contains(where: { $0.name.utf8.elementsEqual(name.text.utf8) }) {
      return report(TemplateCatalog.include, "'\(name.text)' includes itself", name.range)
    }
    if let other = TemplateLanguage(fileName: name.text), other != language {
      return report(
        TemplateCatalog.include, "'\(name.text)' is \(other.displayName); this is \(language.displayName)", name.range)
    }
    let outer = indentation
    indentation += tagIndentation
    including.append((name.text, range))
    run(parse(source))
    including.removeLast()
    indentation = outer
  }

  private mutating func report(_ problem: TemplateScope.Problem) {
    report(problem.code, problem.message, problem.range, hint: problem.hint)
  }

  private mutating func report(_ code: DiagnosticCode, _ problem: PlaceProblem, _ range: SourceRange) {
    report(code, problem.message, range, hint: problem.hint)
  }

  private mutating func report(_ code: DiagnosticCode, _ message: String, _ range: SourceRange, hint: String? = nil) {
    report(Diagnostic(code, message, at: range, hint: hint))
  }

  /// Says by which tags the file came in.
  private mutating func report(_ diagnostic: Diagnostic) {
    var diagnostic = diagnostic
    for (_, tag) in including.reversed() {
      if let tag { diagnostic.notes.append(Diagnostic.Note("included", at: tag)) }
    }
    diagnostics.report(diagnostic)
  }
}
