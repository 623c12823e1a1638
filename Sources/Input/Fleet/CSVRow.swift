import Diagnostics

/// One row of a CSV file, as places in its bytes.
struct CSVRow {
  let cells: [CSVCell]
  /// Behind the line end.
  let end: Int
  /// Before the line end.
  let contentEnd: Int

  struct Problem: Error {
    let message: String
    let hint: String
    let byte: Int

    init(message: String, hint: String, at byte: Int) {
      self.message = message
      self.hint = hint
      self.byte = byte
    }
  }

  init(_ bytes: [UInt8], at start: Int, separator: UInt8) throws(Problem) {
    let quote = UInt8(ascii: "\"")
    var cells: [CSVCell] = []
    var place = start
    while true {
      if place < bytes.count, bytes[place] == quote {
        let open = place
        place += 1
        while true {
          guard place < bytes.count else {
            throw Problem(
              message: "a cell begins with a quote that is never closed", hint: "close it, or write a quote inside a cell twice",
              at: open)
          }
          if bytes[place] == quote {
            guard place + 1 < bytes.count, bytes[place + 1] == quote else { break }
            place += 1
          }
          place += 1
        }
        cells.append(CSVCell(bytes: (open + 1)..<place, isQuoted: true))
        place += 1
        guard place == bytes.count || bytes[place] == separator || Self.lineEnd(bytes, place) != nil else {
          throw Problem(
            message: "text follows the closing quote of a cell", hint: "write a quote inside a cell twice", at: place)
        }
      } else {
        let open = place
        while place < bytes.count, bytes[place] != separator, Self.lineEnd(bytes, place) == nil {
          guard bytes[place] != quote else {
            // What stands there is meant to open the cell; a blank would be taken for a part of it.
            let isFirst = bytes[open..<place].allSatisfy { $0 == UInt8(ascii: " ") }
            throw isFirst
              ? Problem(message: "a blank stands before the quote that opens a cell", hint: "delete the blank", at: open)
              : Problem(
                message: "a quote stands inside a cell that does not begin with one",
                hint: "put the whole cell in quotes, and write the quote twice", at: place)
          }
          place += 1
        }
        cells.append(CSVCell(bytes: open..<place, isQuoted: false))
      }
      guard place < bytes.count, bytes[place] == separator else { break }
      place += 1
    }
    self.cells = cells
    contentEnd = place
    end = Self.lineEnd(bytes, place) ?? bytes.count
  }

  /// Behind the line end at this place; nil when there is none. A lone CR was refused before.
  private static func lineEnd(_ bytes: [UInt8], _ place: Int) -> Int? {
    guard place < bytes.count else { return nil }
    if bytes[place] == UInt8(ascii: "\n") { return place + 1 }
    return bytes[place] == UInt8(ascii: "\r") ? place + 2 : nil
  }
}

extension Node.Scalar {
  /// Whether nothing can be seen of it.
  var isBlank: Bool { text.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}

/// One cell: where its text stands, without the quotes around it.
struct CSVCell {
  let bytes: Range<Int>
  let isQuoted: Bool

  /// The text, with its place. A quote that is written twice is one, and a line ends with a line feed.
  func scalar(in text: SourceText) -> Node.Scalar {
    var content = Array(text.bytes[bytes])
    if isQuoted {
      var out: [UInt8] = []
      var isSecond = false
      for byte in content {
        if byte == UInt8(ascii: "\r") { continue }
        if byte == UInt8(ascii: "\""), !isSecond {
          isSecond = true
          continue
        }
        isSecond = false
        out.append(byte)
      }
      content = out
    }
    let margin = isQuoted ? 1 : 0
    return Node.Scalar(
      text: String(decoding: content, as: UTF8.self), style: .plain,
      range: text.range(
        text.scalar(ofByte: bytes.lowerBound - margin), text.scalar(ofByte: bytes.upperBound + margin)))
  }
}
