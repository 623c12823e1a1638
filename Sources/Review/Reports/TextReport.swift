import Output

/// A comparison for a terminal.
package enum TextReport {
  package static func text(_ comparison: Comparison) -> String {
    if comparison.isSame { return "\(comparison.old) and \(comparison.new) are the same\n" }
    return summary(comparison.summary) + comparison.files.map(file).joined()
  }

  /// The changes under their risks; also what `plan` prints.
  package static func summary(_ difference: SummaryDifference?) -> String {
    guard let difference else { return "\(Comparison.noSummary)\n" }
    return difference.risks.map { risk in
      "\(Comparison.heading(risk))\n"
        + difference.changes.filter { $0.risk.utf8.elementsEqual(risk.utf8) }.map { "  \(Printable.line(Array($0.text.utf8)))\n" }
        .joined()
    }.joined()
  }

  private static func file(_ file: FileDifference) -> String {
    "\n\(file.kind.rawValue): \(file.path)\n"
      + file.lines.hunks.map { hunk in
        "\(hunk.heading)\n" + hunk.lines.map { "\($0.mark.rawValue)\(Printable.line($0.bytes))\n" }.joined()
      }.joined()
  }
}

/// Bytes of a file that may be anything, as text that acts on no terminal and no page.
enum Printable {
  /// Without the carriage return of a Windows line, the byte order mark as nothing, tabs as they are.
  static func line(_ bytes: [UInt8]) -> String {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if bytes.last == UInt8(ascii: "\r") { bytes = bytes.dropLast() }
    return bytes.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map { ShownName.of(Array($0)) }
      .joined(separator: "\t")
  }
}
