import Diagnostics

/// A text as people are to read it (`ProseScalars`), in UTF-8. What a spelling changes is ASCII, so it need not know where a scalar begins.
enum ProseBytes {
  static func read(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var text = text
    let isPlain = text.withUTF8 { bytes in
      guard PlainText.isPrintable(bytes) else { return false }
      body(bytes)
      return true
    }
    if isPlain { return }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in ProseScalars(text) { bytes.append(scalar) }
    bytes.withUnsafeBufferPointer(body)
  }
}
