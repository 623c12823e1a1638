import Diagnostics

/// Reads one file into nodes and reports everything that is wrong with it as YAML.
///
/// Limits, duplicates and refused characters do not stop reading; text that is not YAML does.
package enum YAMLReader {
  /// - Returns: nil only when nothing usable was read, and then an error with its place is among the diagnostics. A node that
  ///   comes together with errors has neutral values in the places complained about.
  package static func read(_ file: InputFile, into diagnostics: inout DiagnosticList) -> Node? {
    read(file, limits: .standard, into: &diagnostics)
  }

  static func read(_ file: InputFile, limits: InputLimits, into diagnostics: inout DiagnosticList) -> Node? {
    var found = DiagnosticList()
    defer { diagnostics.append(found) }
    guard let (text, original) = EncodingCheck.check(file, limits: limits, into: &found) else { return nil }
    var readable = original
    let bounds = DocumentBounds(readable)
    report(bounds, in: text, limits: limits, into: &found)
    guard found.all.count < limits.problems else {
      NodeBuilder.reportTooManyProblems(in: text, at: text.scalarCount, limits: limits, into: &found)
      return nil
    }
    // These are read as comments, so that the rest can still be looked at.
    for start in bounds.directives + bounds.idleEnds { readable[start] = UInt8(ascii: "#") }
    readable.removeSubrange(bounds.end...)
    return readable.withUnsafeBufferPointer { bytes in
      var builder = NodeBuilder(text: text, limits: limits, diagnostics: found)
      defer { found = builder.diagnostics }
      return builder.build(from: bytes)
    }
  }

  private static func report(
    _ bounds: DocumentBounds, in text: SourceText, limits: InputLimits, into diagnostics: inout DiagnosticList
  ) {
    for byte in bounds.directives.prefix(limits.problems) {
      let start = text.scalar(ofByte: byte)
      diagnostics.report(
        .yamlDirective, "a directive is not allowed", at: text.range(start, text.endOfLine(from: start)),
        hint: "delete the line")
    }
    if let second = bounds.second {
      let start = text.scalar(ofByte: second)
      diagnostics.report(
        .multipleDocuments, "a second document begins here", at: text.range(start, text.endOfLine(from: start)),
        hint: "write one file for each environment")
    }
  }
}
