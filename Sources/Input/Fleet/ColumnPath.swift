/// The name of a column: which value of the environment it holds. `forests[contoso.com].domains[contoso.com].agents[]` is the list of agents of
/// that domain of that forest.
package struct ColumnPath: Sendable {
  package enum Part: Sendable {
    case key(String)
    /// An entry of a list, by its name.
    case entry(String)
  }

  package let parts: [Part]
  /// Ends with `[]`: the cell holds the entries of a list.
  package let isList: Bool

  /// Takes something of the base out: an entry of a list, or with `[]` keys of a mapping.
  package var isRemoval: Bool {
    guard case .key(let key)? = parts.last, key.utf8.elementsEqual(OverlayMerge.removal.utf8) else { return false }
    if isList { return true }
    if case .entry? = parts.dropLast().last { return true }
    return false
  }

  struct Problem: Error {
    let message: String
  }

  /// The key of the row's own name.
  static let environment = "environment"

  init(_ text: String) throws(Problem) {
    var parts: [Part] = []
    var isList = false
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      if rest.first == UInt8(ascii: "[") {
        guard let close = rest.firstIndex(of: UInt8(ascii: "]")), !parts.isEmpty else {
          throw Problem(message: parts.isEmpty ? "a path begins with a key" : "a bracket is not closed")
        }
        let name = String(decoding: rest[rest.index(after: rest.startIndex)..<close], as: UTF8.self)
        rest = rest[(close + 1)...]
        if name.utf8.isEmpty {
          guard rest.isEmpty else { throw Problem(message: "'[]' stands at the end of a path only") }
          isList = true
        } else {
          parts.append(.entry(name))
        }
        if rest.first == UInt8(ascii: ".") {
          rest = rest.dropFirst()
          if rest.isEmpty || rest.first == UInt8(ascii: "[") { throw Problem(message: "a full stop is followed by a key") }
        } else if let next = rest.first, next != UInt8(ascii: "[") {
          throw Problem(message: "a bracket is followed by a full stop")
        }
        continue
      }
      let key = rest.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "[") }
      guard !key.isEmpty else { throw Problem(message: "a key is missing") }
      parts.append(.key(String(decoding: key, as: UTF8.self)))
      rest = rest[key.endIndex...]
      if rest.first == UInt8(ascii: ".") {
        rest = rest.dropFirst()
        if rest.isEmpty { throw Problem(message: "a full stop is followed by a key") }
      }
    }
    guard case .key(let first)? = parts.first else { throw Problem(message: "the name is empty") }
    // Where files are laid over one another is said by the fleet file, for all rows.
    if first.utf8.elementsEqual("extends".utf8) { throw Problem(message: "a row extends the fleet's base and nothing else") }
    self.parts = parts
    self.isList = isList
  }
}
