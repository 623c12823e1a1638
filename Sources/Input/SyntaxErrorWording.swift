import Diagnostics

/// libyaml's error, said so that a person can act on it: what is wrong with which characters, and what to write instead.
struct SyntaxErrorWording {
  let text: SourceText
  let error: YAMLSyntaxError
  /// The last value in quotes that was read before.
  let lastQuoted: Range<Int>?

  var diagnostic: Diagnostic {
    if isByte(UInt8(ascii: "\t"), at: problem) || error.problem.isAbout("tab character") || hasTabIndentation { return tab }
    for (words, make) in Self.known where error.problem.isAbout(words) { return make(self) }
    if error.context.isAbout("tag") { return tag }
    if error.context.isAbout("directive") { return percent }
    return at(
      .yamlSyntax, problem, 1, "this cannot be read as YAML",
      hint: "check quotes, colons and indentation of this line and the one above")
  }

  /// Words of libyaml 0.2.5 and what they mean to the writer; the first that fits counts.
  private static let known: [(words: String, make: @Sendable (SyntaxErrorWording) -> Diagnostic)] = [
    ("unexpected end of stream", { $0.openQuote }),
    ("unexpected document indicator", { $0.openQuote }),
    ("unknown escape character", { $0.escape }),
    ("hexdecimal number", { $0.escape }),
    ("Unicode character escape", { $0.escape }),
    ("expected key", { $0.afterValueOrIndentation }),
    ("expected '-' indicator", { $0.afterValueOrIndentation }),
    ("mapping values are not allowed", { $0.colon }),
    ("unexpected ':'", { $0.colon }),
    ("could not find expected ':'", { $0.noColon }),
    ("expected ',' or", { $0.bracket }),
    ("block sequence entries", { $0.dash }),
    ("mapping keys are not allowed", { $0.questionMark }),
    ("cannot start any token", { $0.reserved }),
    ("alphabetic or numeric character", { $0.anchorOrAlias }),
    ("undefined tag handle", { $0.tag }),
    ("expected node content", { $0.noValue }),
    ("comment or line break", { $0.isAboutBlockText ? $0.blockHeader : $0.percent }),
    ("indentation indicator", { $0.blockHeader }),
    ("document start", { $0.afterEnd }),
  ]
}

extension NodeBuilder {
  /// - Parameter index: where libyaml took the one value of the file to be complete, with text still to come.
  mutating func reportTextAfterEnd(at index: Int) {
    let error = YAMLSyntaxError(problem: "document start", context: "", problemIndex: index, contextIndex: index)
    diagnostics.report(SyntaxErrorWording(text: text, error: error, lastQuoted: lastQuoted).diagnostic)
  }
}

extension String {
  /// Whether some words stand in a message of libyaml. Both are plain ASCII.
  fileprivate func isAbout(_ words: String) -> Bool {
    let words = Array(words.utf8)
    var rest = self.utf8[...]
    while rest.count >= words.count {
      if rest.starts(with: words) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
