import Diagnostics

/// Lines and columns of a text, by the number of bytes before them.
package struct JSONPlaces: Sendable {
  /// Bytes between two places that are known from the start; a file of one long line is then no slower than others.
  private static let stride = 1_024

  private let bytes: [UInt8]
  private let known: [SourcePosition]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var known: [SourcePosition] = []
    known.reserveCapacity(bytes.count / Self.stride + 1)
    var position = SourcePosition(line: 1, column: 1)
    for start in Swift.stride(from: 0, through: bytes.count, by: Self.stride) {
      known.append(position)
      Self.advance(&position, over: bytes[start..<min(start + Self.stride, bytes.count)])
    }
    self.known = known
  }

  /// - Parameter offset: at most the number of bytes.
  package func position(at offset: Int) -> SourcePosition {
    let base = offset / Self.stride
    var position = known[base]
    Self.advance(&position, over: bytes[base * Self.stride..<offset])
    return position
  }

  private static func advance(_ position: inout SourcePosition, over bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        position = SourcePosition(line: position.line + 1, column: 1)
      } else if !isContinuation(byte) {
        position.column += 1
      }
    }
  }

  /// Whether the byte is not the first one of its character in UTF-8.
  static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
