import Model

/// An assessment as a table on a terminal.
struct AssessmentText {
  let assessment: Assessment

  /// Columns of a line before it is wrapped.
  private static let width = 110
  private static let margin = 13

  var text: String {
    var out = "\(assessment.environment): \(assessment.verdict) (\(assessment.summary))\n"
    if assessment.isPartial { out += "not everything could be read; what is missing here is among the messages\n" }
    let failed = assessment.gates.filter { $0.state == "failed" }.map(\.name)
    out +=
      "Microsoft's wizard would take it: \(assessment.wizard)\(failed.isEmpty ? "" : " (\(failed.joined(separator: ", ")))")\n"
    for row in assessment.rows {
      out += "\n\(padded(row.isWaived ? "waived" : label(row.severity)))\(row.code)  \(row.place)\n"
      out += wrapped(row.fact)
      if row.severity != .information { out += wrapped("-> \(row.remedy)") }
    }
    if !assessment.numbers.isEmpty { out += "\nNumbers that the limits are held against\n" }
    for number in assessment.numbers {
      out += wrapped("\(number.domain): \(number.used) \(number.name) (\(number.origin))")
    }
    return out
  }

  private func label(_ severity: Finding.Severity) -> String {
    switch severity {
    case .blocker: "BLOCKER"
    case .partial: "condition"
    case .question: "question"
    case .information: "remark"
    }
  }

  private func padded(_ text: String) -> String { text + String(repeating: " ", count: max(1, Self.margin - text.utf8.count)) }

  /// Words in lines, each behind the margin.
  private func wrapped(_ text: String) -> String {
    let margin = String(repeating: " ", count: Self.margin)
    var out = ""
    var line = margin
    var width = Self.margin
    for word in text.unicodeScalars.split(separator: " ") {
      if width > Self.margin, width + word.count + 1 > Self.width {
        out += "\(line)\n"
        line = margin
        width = Self.margin
      }
      if width > Self.margin {
        line += " "
        width += 1
      }
      line += String(String.UnicodeScalarView(word))
      width += word.count
    }
    return "\(out)\(line)\n"
  }
}
