/// One result of the kit's scripts, to be read when its turn comes. This room opens no files itself.
package struct InventoryFile {
  /// Which script wrote it.
  package enum Kind: Sendable, Hashable {
    /// `<domain>/inventory.json`
    case domain
    /// `attributes.json`
    case attributes
  }

  package let kind: Kind
  /// The file as messages name it.
  package let name: String
  /// All bytes, or nil when there are more than that.
  package let read: (_ limit: Int) throws(Unreadable) -> [UInt8]?

  /// Why a file cannot be read, such as "permission denied".
  package struct Unreadable: Error {
    package let reason: String
    package init(reason: String) { self.reason = reason }
  }

  package init(_ kind: Kind, name: String, read: @escaping (_ limit: Int) throws(Unreadable) -> [UInt8]?) {
    self.kind = kind
    self.name = name
    self.read = read
  }

  /// A file whose bytes are there already.
  package init(_ kind: Kind, name: String, bytes: [UInt8]) {
    self.init(kind, name: name) { (limit: Int) throws(Unreadable) -> [UInt8]? in bytes.count > limit ? nil : bytes }
  }
}

/// What keeps a result from taking all memory.
package struct InventoryLimits: Sendable {
  /// Bytes of one file. Indented as Windows PowerShell 5.1 does it, a container takes about 900.
  package var fileBytes = 64 << 20
  /// Values of one file; a container takes nine.
  package var values = 2_000_000
  /// Messages about one file, before the rest is left out.
  package var problems = 50

  package static let standard = InventoryLimits()
}
