import Diagnostics

/// A JSON text of others, read with the place of each value, so that whoever finds fault with one can say where it stands.
package struct JSONDocument: Sendable {
  package let root: JSONNode
  private let places: JSONPlaces

  /// - Parameter mostValues: of the whole text; bounds the memory.
  package init(reading bytes: [UInt8], mostValues: Int) throws(JSONReader.Problem) {
    root = try JSONReader.node(bytes, needsWholeNumbers: false, mostValues: mostValues)
    places = JSONPlaces(bytes)
  }

  package func range(of bytes: Range<Int>, in file: String) -> SourceRange {
    SourceRange(file: file, start: places.position(at: bytes.lowerBound), end: places.position(at: bytes.upperBound))
  }

  package func range(of node: JSONNode, in file: String) -> SourceRange { range(of: node.bytes, in: file) }
}
