import CLibXML2
import Diagnostics

/// The start tag of an element, valid during one call.
struct XMLElement {
  /// Local name and namespace as libxml2 keeps them; a prefix is not looked at.
  let localName: UnsafePointer<UInt8>
  let namespace: UnsafePointer<UInt8>?
  /// Five pointers an attribute: local name, prefix, namespace, first byte of the value, the byte behind its last.
  let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  let attributeCount: Int
  let place: SourceRange

  var name: String { String(cString: localName) }

  func isNamed(_ name: [CChar], in wanted: [CChar]?) -> Bool {
    guard Self.isSame(localName, name) else { return false }
    guard let wanted else { return namespace == nil }
    return namespace.map { Self.isSame($0, wanted) } ?? false
  }

  /// The value of an attribute without namespace.
  subscript(attribute name: [CChar]) -> String? {
    for index in 0..<attributeCount {
      guard let local = attributes?[index * 5], attributes?[index * 5 + 2] == nil, Self.isSame(local, name),
        let start = attributes?[index * 5 + 3], let end = attributes?[index * 5 + 4]
      else { continue }
      return String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
    }
    return nil
  }

  private static func isSame(_ left: UnsafePointer<UInt8>, _ right: [CChar]) -> Bool {
    // Up to and with the zero at the end, so that nothing behind a shorter name is read.
    for (index, byte) in right.enumerated() where left[index] != UInt8(bitPattern: byte) { return false }
    return true
  }
}

/// Names as C strings, so that a comparison makes no String.
func cString(_ text: String) -> [CChar] { text.utf8.map { CChar(bitPattern: $0) } + [0] }
