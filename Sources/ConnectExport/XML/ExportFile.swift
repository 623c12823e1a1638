/// One file of an export folder, to be read piece by piece. This room opens no files itself.
package struct ExportFile {
  /// Path below the export folder, with `/` between its parts, such as `GlobalSettings/MV.xml`.
  package let path: String
  /// The file as messages name it.
  package let name: String
  /// Begins at the first byte. Each call of what it returns fills the front of the buffer and gives the number of bytes, 0 at the end.
  package let open: () throws(Unreadable) -> Pieces

  package typealias Pieces = (UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int

  /// Why a file cannot be opened or read on, such as "permission denied".
  package struct Unreadable: Error {
    package let reason: String
    package init(reason: String) { self.reason = reason }
  }

  package init(path: String, name: String, open: @escaping () throws(Unreadable) -> Pieces) {
    self.path = path
    self.name = name
    self.open = open
  }

  /// A file whose bytes are there already.
  package init(path: String, name: String, bytes: [UInt8]) {
    self.init(path: path, name: name) { () throws(Unreadable) -> Pieces in
      var done = 0
      return { (buffer: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int in
        let count = min(buffer.count, bytes.count - done)
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[done..<done + count])) }
        done += count
        return count
      }
    }
  }
}
