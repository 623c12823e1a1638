import Diagnostics
import JSON

/// The reading of one result: its text with the places of all values, and what is wrong with it so far.
final class InventoryReading {
  let document: JSONDocument
  private let file: String
  private let most: Int
  private(set) var diagnostics = DiagnosticList()

  init(_ document: JSONDocument, file: String, most: Int) {
    self.document = document
    self.file = file
    self.most = most
  }

  func place(_ bytes: Range<Int>) -> SourceRange { document.range(of: bytes, in: file) }

  func report(_ code: DiagnosticCode, _ message: String, at bytes: Range<Int>, hint: String, notes: [Diagnostic.Note] = []) {
    guard diagnostics.all.count < most else {
      if diagnostics.all.count == most {
        diagnostics.report(
          .inventoryTooManyProblems, "there are more problems than these \(most) in the file", at: place(bytes),
          hint: "run the kit's script again and give its result back as it is")
      }
      return
    }
    diagnostics.report(code, message, at: place(bytes), hint: hint, notes: notes)
  }

  func invalid(_ message: String, at bytes: Range<Int>, notes: [Diagnostic.Note] = []) {
    report(
      .inventoryValueInvalid, message, at: bytes, hint: "run the kit's script again and give its result back as it is",
      notes: notes)
  }
}
