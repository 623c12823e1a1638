/// Where a slot stands in JSON or in a jq program.
struct JSONPlace: PlaceTracker {
  private enum Mode: Equatable {
    case code(parentheses: Int)
    case string, comment
  }

  private let isJQ: Bool
  private var modes: [Mode] = [.code(parentheses: 0)]
  private var before: Before = .lineStart

  init(isJQ: Bool) { self.isJQ = isJQ }

  private var mode: Mode { modes[modes.count - 1] }

  mutating func read(_ scalar: Unicode.Scalar) -> PlaceProblem? {
    switch mode {
    case .code(let parentheses):
      let problem = scalar == "\"" && before.contains(.value) ? PlaceProblem.quoteAfter : nil
      switch scalar {
      case "\"":
        modes.append(.string)
        before = .other
      case "#" where isJQ:
        modes.append(.comment)
        before = .other
      case "(" where isJQ:
        modes[modes.count - 1] = .code(parentheses: parentheses + 1)
        before = .separator
      case ")" where isJQ:
        before = .separator
        if parentheses > 0 {
          modes[modes.count - 1] = .code(parentheses: parentheses - 1)
        } else if modes.count > 1 {
          modes.removeLast()
          before = .other
        }
      case "@", "$": before = .at
      default: before = Before.word(scalar) ? .word : .blank
      }
      return problem
    case .string:
      if before.contains(.escape) {
        before = .other
        if isJQ && scalar == "(" { modes.append(.code(parentheses: 0)) }
      } else if scalar == "\\" {
        before = .escape
      } else if scalar == "\"" {
        modes.removeLast()
        before = .quote
      } else {
        before = Before.word(scalar) ? .word : .blank
      }
    case .comment:
      if scalar == "\n" {
        modes.removeLast()
        before = .lineStart
      }
    }
    return nil
  }

  func spelling(_ kind: SlotKind, _ context: SlotContext?) -> Result<SlotEncoder, PlaceProblem> {
    switch mode {
    case .code:
      if context != nil { return .failure(.noComment) }
      if before.contains(.at) { return .failure(.adjacent("'@' or '$'")) }
      if before.contains(.quote) { return .failure(.adjacent("quotes")) }
      if before.contains(.word) { return .failure(.adjacent("a word")) }
      if before.contains(.value) { return .failure(.adjacent("another value")) }
      switch kind {
      case .text: return .success(.jsonLiteral)
      case .integer: return .success(.digits)
      case .flag: return .success(.flag)
      case .code: return .success(.code)
      }
    case .string:
      let isPlain = before.isDisjoint(with: [.word, .escape, .value])
      return kind == .integer && isPlain ? .success(.digits) : .failure(.quoted)
    case .comment:
      switch (kind, context) {
      case (.integer, _): return .success(.digits)
      case (.text, .comment): return .success(.jqComment)
      case (.flag, _): return .failure(.flag)
      default: return .failure(.inComment)
      }
    }
  }

  mutating func passSlot(_ encoder: SlotEncoder) { before = .value }

  var allowsIndentation: Bool { mode != .string }

  func merged(with other: JSONPlace) -> JSONPlace? {
    guard modes == other.modes else { return nil }
    var merged = self
    merged.before.formUnion(other.before)
    return merged
  }

  var open: String? {
    switch mode {
    case .code: modes.count > 1 ? "'\\('" : nil
    case .string: "a string"
    case .comment: nil
    }
  }
}
