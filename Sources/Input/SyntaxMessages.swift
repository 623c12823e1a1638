import Diagnostics

// One message for each kind of text that is not YAML.
extension SyntaxErrorWording {
  /// Where libyaml noticed; at the end of the text, the last character that is no blank.
  var problem: Int {
    let index = min(error.problemIndex, text.scalarCount)
    return index < text.scalarCount ? index : text.trimmed(from: 0, to: index)
  }
  /// Where the thing began that libyaml was reading.
  var context: Int { min(error.contextIndex, text.scalarCount) }

  func at(
    _ code: DiagnosticCode, _ start: Int, _ length: Int, _ message: String, hint: String, notes: [Diagnostic.Note] = []
  ) -> Diagnostic {
    Diagnostic(code, message, at: text.range(start, min(start + length, text.scalarCount)), hint: hint, notes: notes)
  }

  var openQuote: Diagnostic {
    at(
      .unclosedQuote, context, 1, "the quote opened here is never closed",
      hint: "add the closing quote; inside single quotes an apostrophe is written twice")
  }

  /// libyaml points at the backslash or somewhere behind it.
  var escape: Diagnostic {
    var start = problem
    while start > context, problem - start < 10, !isByte(UInt8(ascii: "\\"), at: start) { start -= 1 }
    return at(
      .wrongEscape, start, 2, "this is not an escape that double quotes know",
      hint: "write the value in single quotes, or the backslash twice")
  }

  var afterValueOrIndentation: Diagnostic {
    let rest = wordLength(problem)
    switch lastByteBefore(problem) {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      return at(
        .textAfterQuote, problem, rest, "text follows the closing quote",
        hint: "put the whole value in quotes; inside single quotes an apostrophe is written twice",
        notes: lastQuoted.map { [Diagnostic.Note("the quote was opened", at: text.range($0.lowerBound, $0.upperBound))] } ?? [])
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      return at(
        .textAfterQuote, problem, rest, "text follows the closing bracket",
        hint: "delete it, or put the whole value in quotes")
    default:
      if isByte(UInt8(ascii: ":"), at: problem) { return noKey }
      let what = error.problem.utf8.contains(UInt8(ascii: "-")) ? "list" : "mapping"
      return at(
        .wrongIndentation, problem, rest, "this line does not line up with the \(what) it belongs to",
        hint: "indent the line like the others that it belongs to",
        notes: [Diagnostic.Note("the \(what) begins", at: text.range(context, context + 1))])
    }
  }

  var colon: Diagnostic {
    if lineHasColon(before: problem) || isFlow {
      return at(
        .unquotedColon, problem, 1, "a second colon cannot stand in this value",
        hint: "put the value in quotes when it contains ': ' or ends with a colon")
    }
    // Beyond this many characters libyaml takes no text for a key any more.
    if text.position(ofScalar: problem).column > 1024 {
      return at(.keyTooLong, problem, 1, "the key before this colon has more than 1024 characters", hint: "shorten it")
    }
    return at(
      .wrongIndentation, problem, 1, "this key is indented below a line that already has a value",
      hint: "begin the line in the same column as the one above, or put a text that goes on over lines in quotes")
  }

  var noColon: Diagnostic {
    at(
      .missingColon, context, text.endOfLine(from: context) - context, "no colon follows this key",
      hint: "write 'key: value', with a blank after the colon, or '- ' in front of an item of a list")
  }

  var bracket: Diagnostic {
    let (open, close) = isByte(UInt8(ascii: "{"), at: context) ? ("{", "}") : ("[", "]")
    let hint = "write ',' between the parts and '\(close)' at the end, or put the value in quotes"
    guard error.problemIndex < text.scalarCount, !isLineStart(problem) else {
      return at(.unclosedBracket, context, 1, "the '\(open)' opened here is never closed", hint: hint)
    }
    return at(
      .unclosedBracket, problem, 1, "a comma or '\(close)' is expected here", hint: hint,
      notes: [Diagnostic.Note("the '\(open)' stands", at: text.range(context, context + 1))])
  }

  var dash: Diagnostic {
    at(
      .misplacedDash, problem, 1, "a list cannot begin here",
      hint: "begin the list on the next line, or put the value in quotes")
  }

  var questionMark: Diagnostic {
    at(.complexKey, problem, 1, "a key in the form '? key' cannot stand here", hint: "put the value in quotes")
  }

  var reserved: Diagnostic {
    at(.reservedCharacter, problem, 1, "a value cannot begin with this character", hint: "put the value in quotes")
  }

  var anchorOrAlias: Diagnostic {
    let isAlias = isByte(UInt8(ascii: "*"), at: context)
    return at(
      isAlias ? .yamlAlias : .yamlAnchor, context, wordLength(context),
      isAlias ? "a value that begins with '*' is an alias" : "a value that begins with '&' has an anchor",
      hint: "put the value in quotes")
  }

  var tag: Diagnostic {
    at(
      .yamlTag, context, wordLength(context), "a tag is not allowed",
      hint: "delete the tag; if the value begins with '!', write it in quotes")
  }

  var percent: Diagnostic {
    at(
      .reservedCharacter, context, 1, "a line cannot begin with this character",
      hint: "put the value in quotes or indent the line")
  }

  var noValue: Diagnostic {
    isByte(UInt8(ascii: ":"), at: problem)
      ? noKey : at(.missingValue, problem, 1, "a value is expected here", hint: "write the value; '' stands for an empty text")
  }

  var noKey: Diagnostic {
    at(.missingKey, problem, 1, "no key stands before the colon", hint: "write the key; a text that begins with ':' needs quotes")
  }

  var blockHeader: Diagnostic {
    at(
      .blockTextHeader, context, wordLength(context), "the text of a block must begin on the next line",
      hint: "move the text to the next line and indent it, or put the value in quotes")
  }

  var afterEnd: Diagnostic {
    if isByte(UInt8(ascii: "%"), at: problem) { return percent }
    // Not where a line begins: there the value above is whole, and the line is the odd one.
    if let last = lastByteBefore(problem), "'\"]}".utf8.contains(last) { return afterValueOrIndentation }
    return at(
      .textAfterEnd, problem, wordLength(problem), "this does not belong to what stands above",
      hint: "check the indentation of this line, and for brackets or quotes that close too early")
  }

  var tab: Diagnostic {
    let place = tabInIndentation ?? problem
    return at(.tabIndentation, place, 1, "a tab is used for indentation", hint: "indent with spaces")
  }
}
