import Diagnostics

let bad = DiagnosticCode("bad-thing", .error, "It is bad.")
let odd = DiagnosticCode("odd-thing", .warning, "It is odd.")
let aside = DiagnosticCode("an-aside", .note, "It is nothing.")

func range(_ file: String, _ line: Int, _ column: Int, _ endLine: Int, _ endColumn: Int) -> SourceRange {
  SourceRange(
    file: file, start: SourcePosition(line: line, column: column), end: SourcePosition(line: endLine, column: endColumn))
}
