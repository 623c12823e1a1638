/// One JSON value (RFC 8259), as far as this program writes and reads any: the members of an object keep their order, since reviewers
/// compare files line by line, and numbers are whole.
package enum JSONValue: Equatable, Sendable {
  case object([(key: String, value: JSONValue)])
  case array([JSONValue])
  case text(String)
  case number(Int)
  case boolean(Bool)
  case null

  /// Text compares by its bytes, so that precomposed and decomposed letters differ.
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.object(let a), .object(let b)):
      a.elementsEqual(b) { $0.key.utf8.elementsEqual($1.key.utf8) && $0.value == $1.value }
    case (.array(let a), .array(let b)): a == b
    case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
    case (.number(let a), .number(let b)): a == b
    case (.boolean(let a), .boolean(let b)): a == b
    case (.null, .null): true
    default: false
    }
  }

  package static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.text)) }

  /// As a file for a reviewer: one member and one element a line, two spaces a level, empty lists and objects on one line, a line feed at
  /// the end.
  package var bytes: [UInt8] {
    var bytes = JSONWriter.write(self, isOnOneLine: false)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// Without any white space between its parts, for JSON inside a text.
  package var line: String { String(decoding: JSONWriter.write(self, isOnOneLine: true), as: UTF8.self) }
}
