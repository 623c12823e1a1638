import Diagnostics
import Input

/// One run of reading: what was found wrong, and which key paths have no value they can be trusted with.
final class Reading {
  var diagnostics = DiagnosticList()
  private(set) var gaps = Gaps()
  /// Whether the file has errors already. What the YAML reader refuses in a text is then not said again.
  private let isAfterErrors: Bool

  init(afterErrors: Bool) { isAfterErrors = afterErrors }

  func report(_ diagnostic: Diagnostic) { diagnostics.report(diagnostic) }
  func markBroken(_ path: String) { gaps.broken.insert(path) }
  func markIncomplete(_ path: String) { gaps.incomplete.insert(path) }

  /// A value by its rule; nil and reported when it does not follow it.
  func value<Value>(_ rule: ScalarRule<Value>, _ node: Node, path: String, of name: String) -> Located<Value>? {
    guard case .scalar(let scalar) = node else {
      wrongKind(node, expected: rule.description.title, path: path, of: name)
      return nil
    }
    if scalar.isNull || scalar.text.utf8.isEmpty {
      report(
        Diagnostic(
          .emptyValue, "'\(name)' has no value", at: scalar.range,
          hint: "write \(rule.description.title), or leave the key out"))
      markBroken(path)
      return nil
    }
    if let hidden = scalar.text.unicodeScalars.first(where: Self.isHidden) {
      if !isAfterErrors {
        report(
          Diagnostic(
            .hiddenCharacterInName, "\(MessageText.quote(scalar.text)) holds \(MessageText.codePoint(hidden))", at: scalar.range,
            hint: "delete the character"))
      }
      markBroken(path)
      return nil
    }
    do throws(ValueProblem) {
      return Located(try rule.parse(scalar), at: scalar.range, keyPath: path)
    } catch {
      report(Diagnostic(error.code, error.message, at: place(error.offset, in: scalar), hint: error.hint))
      markBroken(path)
      return nil
    }
  }

  /// Line ends and tabs are the rules' to judge.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    !MessageText.isVisible(scalar) && !["\n", "\r", "\t"].contains(scalar)
  }

  func wrongKind(_ node: Node, expected: String, path: String, of name: String) {
    let found =
      switch node {
      case .scalar: "a single value"
      case .mapping: "keys of its own"
      case .sequence: "a list"
      }
    report(Diagnostic(.wrongKind, "'\(name)' holds \(found)", at: firstPlace(node), hint: "write \(expected)"))
    markBroken(path)
  }

  /// Exact where the source shows the text as it is: a plain scalar, or quotes without escapes, in one line.
  private func place(_ offset: Int?, in scalar: Node.Scalar) -> SourceRange {
    let range = scalar.range
    guard let offset, range.start.line == range.end.line else { return range }
    let length = scalar.text.unicodeScalars.count
    let width = range.end.column - range.start.column
    let lead: Int
    switch scalar.style {
    case .plain where width == length: lead = 0
    case .quoted where width == length + 2: lead = 1
    default: return range
    }
    let column = range.start.column + lead + min(offset, length)
    return SourceRange(
      file: range.file, start: SourcePosition(line: range.start.line, column: column),
      end: SourcePosition(line: range.start.line, column: column + 1))
  }

  /// The first key of a mapping, or the node itself: short enough to underline.
  func firstPlace(_ node: Node) -> SourceRange {
    if case .mapping(let mapping) = node, let first = mapping.entries.first { return first.key.range }
    return node.range
  }
}
