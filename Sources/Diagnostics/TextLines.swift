import Synchronization

/// A text and where its lines begin. They are looked for once, when the first line is asked for: a table is asked for one with every message about
/// one of its rows.
package final class TextLines: Sendable {
  private let bytes: [UInt8]
  private let starts = Mutex<[Int]?>(nil)

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A line, counted from 1, without its end and without a byte order mark; nil when there is no such line.
  func line(_ number: Int) -> ArraySlice<UInt8>? {
    let start = starts.withLock { starts in
      let found = starts ?? Self.starts(of: bytes)
      starts = found
      return found.indices.contains(number - 1) ? found[number - 1] : nil
    }
    guard let start else { return nil }
    var line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return line
  }

  private static func starts(of bytes: [UInt8]) -> [Int] {
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    return starts
  }
}
