/// Where a slot stands in Markdown (CommonMark with GitHub's tables).
struct MarkdownPlace: PlaceTracker {
  private struct Fence: Equatable {
    var mark: Unicode.Scalar
    var count: Int
    var isMermaid: Bool
  }

  private enum Markup: Equatable {
    case none, comment
    /// Inside `<…>`, between quotes when there is a quote.
    case tag(quote: Unicode.Scalar?)
    /// Between `](` and `)`.
    case destination
  }

  /// Stands for a value in `line`.
  private static let value: Unicode.Scalar = "\u{FFFC}"

  private var line: [Unicode.Scalar] = []
  private var fence: Fence?
  private var markup = Markup.none
  /// A paragraph that begins with a tag; Markdown may or may not be read in it.
  private var isHTMLBlock = false
  /// How many backticks opened the code that we are in; 0 outside.
  private var codeOpen = 0
  private var backticks = 0
  private var isEscaped = false

  mutating func read(_ scalar: Unicode.Scalar) -> PlaceProblem? {
    if scalar == "\n" {
      endLine()
      return nil
    }
    if fence == nil { inline(scalar) }
    line.append(scalar)
    return nil
  }

  private mutating func inline(_ scalar: Unicode.Scalar) {
    if case .comment = markup {
      if scalar == ">" && line.suffix(2).elementsEqual(["-", "-"]) { markup = .none }
      return
    }
    if case .tag(let quote) = markup { return tag(scalar, quote) }
    if scalar == "`" && !isEscaped {
      backticks += 1
      return
    }
    endBackticks()
    guard codeOpen == 0 else { return }
    let wasEscaped = isEscaped
    isEscaped = scalar == "\\" && !wasEscaped
    if wasEscaped { return }
    if scalar == ">" && line.isEmpty { return }
    if markup == .destination {
      if scalar == ")" || scalar == " " { markup = .none }
      return
    }
    switch line.last {
    case "<" where scalar == "!" || scalar == "/" || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar):
      if trimmed.count == 1 { isHTMLBlock = true }
      markup = .tag(quote: nil)
    case "]" where scalar == "(": markup = .destination
    default: break
    }
  }

  private mutating func tag(_ scalar: Unicode.Scalar, _ quote: Unicode.Scalar?) {
    if line.suffix(3).elementsEqual(["<", "!", "-"]) && scalar == "-" {
      markup = .comment
    } else if let quote {
      if scalar == quote { markup = .tag(quote: nil) }
    } else if scalar == "\"" || scalar == "'" {
      markup = .tag(quote: scalar)
    } else if scalar == ">" {
      markup = .none
    }
  }

  private mutating func endBackticks() {
    guard backticks > 0 else { return }
    if codeOpen == 0 { codeOpen = backticks } else if codeOpen == backticks { codeOpen = 0 }
    backticks = 0
  }

  private var trimmed: ArraySlice<Unicode.Scalar> { line.drop { $0 == " " || $0 == "\t" || $0 == ">" } }

  private mutating func endLine() {
    let content = trimmed
    let mark = content.first ?? "\n"
    let count = content.prefix { $0 == mark }.count
    if let open = fence {
      let rest = content.dropFirst(count)
      if mark == open.mark && count >= open.count && rest.allSatisfy({ $0 == " " || $0 == "\t" }) { fence = nil }
    } else {
      endBackticks()
      let info = content.dropFirst(count).drop { $0 == " " }
      if count >= 3 && (mark == "~" || (mark == "`" && !info.contains("`"))) && markup != .comment {
        fence = Fence(mark: mark, count: count, isMermaid: info.starts(with: "mermaid".unicodeScalars))
        codeOpen = 0
      }
      if content.isEmpty || mark == "|" || mark == "#" { codeOpen = 0 }
      if content.isEmpty {
        isHTMLBlock = false
        // No tag holds an empty line: a `<` that was never closed was text.
        if markup != .comment { markup = .none }
      }
    }
    if markup == .destination { markup = .none }
    isEscaped = false
    line = []
  }

  private var isTableRow: Bool { trimmed.first == "|" }

  /// Nothing but what introduces a block stands before, so that the value's own beginning could introduce one.
  private var isBlockStart: Bool {
    line.allSatisfy { " \t>-*+#0123456789.)[]xX\u{FFFC}".unicodeScalars.contains($0) }
  }

  func spelling(_ kind: SlotKind, _ context: SlotContext?) -> Result<SlotEncoder, PlaceProblem> {
    if kind == .flag { return .failure(.flag) }
    if kind == .integer && context == nil && markup != .tag(quote: nil) { return .success(.digits) }
    if kind == .code {
      return context == nil && fence == nil ? .success(.code) : .failure(PlaceProblem("code cannot stand here"))
    }
    if let fence {
      if !fence.isMermaid {
        return context == .fence
          ? .success(.markdownFence) : .failure(PlaceProblem("this is a fenced block", hint: "write {{name|fence}}"))
      }
      guard context == .mermaid else { return .failure(PlaceProblem("this is a diagram", hint: "write {{name|mermaid}}")) }
      return line.last == "\"" || line.last == Self.value ? .failure(.adjacent("quotes or a value")) : .success(.mermaidLabel)
    }
    switch markup {
    case .comment: return context == .comment ? .success(.htmlComment) : .failure(.inComment)
    case .tag(let quote):
      if quote != nil && line.last == quote && context == .url { return .success(.url) }
      if quote != nil && line.last == quote && context == .weblink { return .success(.weblink) }
      return .failure(PlaceProblem("only a link can stand inside a tag, in quotes"))
    case .destination: return destination(context)
    case .none: return inlineSpelling(context)
    }
  }

  private func destination(_ context: SlotContext?) -> Result<SlotEncoder, PlaceProblem> {
    let start = line.lastIndex(of: "(").map { line[($0 + 1)...] } ?? []
    if !LinkEncoding.isLinkStart(start) {
      return .failure(PlaceProblem("what stands before the value makes this no link to a page"))
    }
    switch context {
    case .url: return .success(.url)
    case .weblink where line.last == "(": return .success(.weblink)
    default: return .failure(PlaceProblem("this is a link's destination", hint: "write {{name|url}} or {{name|weblink}}"))
    }
  }

  private func inlineSpelling(_ context: SlotContext?) -> Result<SlotEncoder, PlaceProblem> {
    var ahead = self
    ahead.endBackticks()
    if ahead.codeOpen > 0 {
      return .failure(PlaceProblem("this stands between backticks", hint: "write {{name|code}}, which brings its own"))
    }
    if line.last == "\\" && isEscaped { return .failure(.adjacent("a backslash")) }
    switch context {
    case nil where isTableRow:
      return .failure(PlaceProblem("this is a row of a table", hint: "write {{name|cell}} or {{name|code}}"))
    case nil where trimmed.starts(with: ["~", "~", "~"]):
      return .failure(PlaceProblem("a fence's opening line is part of the template"))
    case nil: return .success(isHTMLBlock ? .markdownEntities : isBlockStart ? .markdownStart : .markdownText)
    case .cell:
      return isTableRow
        ? .success(.markdownCell) : .failure(PlaceProblem("'|cell' stands outside a table", hint: "write {{name}}"))
    case .code:
      if isHTMLBlock {
        return .failure(PlaceProblem("code has no spelling inside a tag's block", hint: "leave a blank line before it"))
      }
      if line.last == "`" || line.last == Self.value { return .failure(.adjacent("backticks or a value")) }
      return .success(isTableRow ? .markdownCodeCell : .markdownCode)
    case .weblink where line.last == "<": return .success(.weblink)
    case .comment: return .failure(.noComment)
    case .fence, .mermaid: return .failure(PlaceProblem("this is not a fenced block", hint: "write {{name}} or {{name|code}}"))
    default: return .failure(PlaceProblem("a link stands in [text](…), <…> or a tag's quotes"))
    }
  }

  mutating func passSlot(_ encoder: SlotEncoder) {
    if fence == nil { endBackticks() }
    isEscaped = false
    line.append(Self.value)
  }

  var allowsIndentation: Bool { fence == nil }

  func merged(with other: MarkdownPlace) -> MarkdownPlace? {
    var (left, right) = (self, other)
    if left.line == right.line { return left == right ? left : nil }
    guard left.isTableRow == right.isTableRow, !left.isFenceLike, !right.isFenceLike else { return nil }
    let line = left.isBlockStart ? left.line : right.line
    (left.line, right.line) = (line, line)
    left.isHTMLBlock = left.isHTMLBlock || right.isHTMLBlock
    right.isHTMLBlock = left.isHTMLBlock
    return left == right ? left : nil
  }

  private var isFenceLike: Bool { trimmed.first == "`" || trimmed.first == "~" }

  var open: String? {
    if fence != nil { return "a fenced block" }
    switch markup {
    case .none: return nil
    case .comment: return "a comment"
    case .tag: return "a tag"
    case .destination: return "a link"
    }
  }
}

extension MarkdownPlace: Equatable {}
