import Diagnostics

/// The text of one input file without its byte order mark, and the way from a count of unicode scalars, which is what
/// libyaml's marks give, to bytes and to line and column.
///
/// Lines end at LF (a CR before it belongs to the line). The count is taken from libyaml, line and column are not: it would
/// also break lines at U+0085, U+2028 and U+2029, as no editor does.
struct SourceText {
  let name: String
  /// Valid UTF-8, or valid up to the place that the caller is about to complain about.
  let bytes: [UInt8]
  private(set) var scalarCount = 0

  /// The scalar that begins each line.
  private var lineStarts = [0]
  /// The byte at which every `stride`-th scalar begins.
  private var checkpoints: [Int] = []
  private static let stride = 256

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var count = 0
    var checkpoints: [Int] = []
    var lineStarts = [0]
    bytes.withUnsafeBufferPointer { bytes in
      for (offset, byte) in bytes.enumerated() where !isContinuation(byte) {
        if count % Self.stride == 0 { checkpoints.append(offset) }
        count += 1
        if byte == UInt8(ascii: "\n") { lineStarts.append(count) }
      }
    }
    self.scalarCount = count
    self.checkpoints = checkpoints
    self.lineStarts = lineStarts
  }

  func position(ofScalar index: Int) -> SourcePosition {
    let line = Self.last(in: lineStarts, notAbove: index)
    return SourcePosition(line: line + 1, column: index - lineStarts[line] + 1)
  }

  /// The scalar that begins a line, counted from 1.
  func lineStart(_ line: Int) -> Int { lineStarts[line - 1] }

  /// The place from one scalar up to, and without, another.
  func range(_ start: Int, _ end: Int) -> SourceRange {
    SourceRange(file: name, start: position(ofScalar: start), end: position(ofScalar: max(start, end)))
  }

  func byte(ofScalar index: Int) -> Int {
    guard index < scalarCount else { return bytes.count }
    var byte = checkpoints[index / Self.stride]
    for _ in 0..<(index % Self.stride) {
      repeat { byte += 1 } while byte < bytes.count && isContinuation(bytes[byte])
    }
    return byte
  }

  func scalar(ofByte offset: Int) -> Int {
    guard offset < bytes.count, !checkpoints.isEmpty else { return scalarCount }
    let checkpoint = Self.last(in: checkpoints, notAbove: offset)
    let between = bytes[checkpoints[checkpoint]..<offset].reduce(0) { isContinuation($1) ? $0 : $0 + 1 }
    return checkpoint * Self.stride + between
  }

  /// The position of the last element that is not above `value`, in an ascending list whose first element never is.
  private static func last(in list: [Int], notAbove value: Int) -> Int {
    var low = 0
    var high = list.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if list[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }
}

/// A byte inside, not at the start of, a character of UTF-8.
func isContinuation(_ byte: UInt8) -> Bool { byte & 0b1100_0000 == 0b1000_0000 }

extension SourceText {
  /// The scalar behind the last one of a line that is no blank, seen from a scalar of that line.
  func endOfLine(from index: Int) -> Int {
    let start = byte(ofScalar: index)
    let rest = bytes[start...].prefix { $0 != UInt8(ascii: "\n") }
    return scalar(ofByte: start + rest.count) - rest.reversed().prefix(while: isBlank).count
  }

  /// The scalar behind the last one before `end` that is no blank and no line end, but not before `start`.
  func trimmed(from start: Int, to end: Int) -> Int {
    let low = byte(ofScalar: start)
    var high = byte(ofScalar: end)
    var result = min(end, scalarCount)
    while high > low, isBlank(bytes[high - 1]) || bytes[high - 1] == UInt8(ascii: "\n") {
      high -= 1
      result -= 1
    }
    return result
  }
}
