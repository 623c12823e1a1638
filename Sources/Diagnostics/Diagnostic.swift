/// One message to the person who wrote the input.
package struct Diagnostic: Sendable, Hashable {
  package var code: DiagnosticCode
  /// The specific thing first, in one line, without a full stop; names in single quotes.
  package var message: String
  /// The value complained about, as tightly as possible. Absent when a whole file or folder is meant.
  package var range: SourceRange?
  /// A verb phrase that can be followed, such as "choose a free value from 0 to 99".
  package var hint: String?
  /// Second places that matter.
  package var notes: [Note]

  package struct Note: Sendable, Hashable {
    package var message: String
    package var range: SourceRange?
    package init(_ message: String, at range: SourceRange? = nil) {
      self.message = message
      self.range = range
    }

    package static func == (left: Note, right: Note) -> Bool {
      left.range == right.range && left.message.utf8.elementsEqual(right.message.utf8)
    }
  }

  /// By bytes: two messages may differ in nothing but the composed and the decomposed form of a name.
  package static func == (left: Diagnostic, right: Diagnostic) -> Bool {
    left.code == right.code && left.range == right.range && left.notes == right.notes
      && left.message.utf8.elementsEqual(right.message.utf8)
      && (left.hint ?? "").utf8.elementsEqual((right.hint ?? "").utf8) && (left.hint == nil) == (right.hint == nil)
  }

  package init(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange? = nil, hint: String? = nil, notes: [Note] = []
  ) {
    self.code = code
    self.message = message
    self.range = range
    self.hint = hint
    self.notes = notes
  }

  package var severity: Severity { code.severity }
}
