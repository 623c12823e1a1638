import Diagnostics

/// One file as it came in: its name as the user typed it and its bytes. This room opens no files itself.
package struct InputFile: Sendable {
  package let name: String
  package let bytes: [UInt8]
  /// For excerpts; shared by all that is said about the file.
  package let lines: TextLines

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    lines = TextLines(bytes)
  }
}
