/// Text that a literal holds as it is: printable ASCII but for a few bytes. Nearly all text is, and is copied whole instead of
/// scalar by scalar.
package enum PlainText {
  /// Appends the text if it is plain; false, with nothing appended, when a spelling has to look at it.
  ///
  /// - Parameter special: the ASCII bytes that the literal spells in another way.
  package static func append(_ text: String, unless special: (UInt8, UInt8), to out: inout [UInt8]) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { bytes in
      guard isPrintable(bytes) else { return false }
      for byte in bytes where byte == special.0 || byte == special.1 { return false }
      out.append(contentsOf: bytes)
      return true
    } ?? false
  }

  /// Whether all bytes are printable ASCII: U+0020 to U+007E.
  package static func isPrintable(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // Without a way out in the middle the compiler looks at many bytes at once.
    var beyond: UInt8 = 0
    for byte in bytes { beyond |= byte &- 0x20 > 0x5E ? 1 : 0 }
    return beyond == 0
  }
}
