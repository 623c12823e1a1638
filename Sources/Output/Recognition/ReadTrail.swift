import Hashing
import Synchronization

/// What was read on the way to an environment, so that a later run can tell whether it would read the same.
package final class ReadTrail: Sendable {
  /// One file, or the names in one folder, and the digest of what was found.
  package struct Entry: Sendable, Equatable {
    package enum Kind: String, Sendable { case file, folder }

    package var kind: Kind
    package var path: String
    /// Lower-case hexadecimal.
    package var sha256: String

    package init(kind: Kind, path: String, sha256: String) {
      self.kind = kind
      self.path = path
      self.sha256 = sha256
    }

    package static func == (left: Entry, right: Entry) -> Bool {
      left.kind == right.kind && left.path.utf8.elementsEqual(right.path.utf8)
        && left.sha256.utf8.elementsEqual(right.sha256.utf8)
    }

    /// Whether the same would be read now.
    package func holds() -> Bool {
      let trail = ReadTrail()
      let access = FileAccess(trail: trail)
      do throws(OutputFailure) {
        switch kind {
        case .folder: _ = try access.names(in: path)
        case .file:
          let stream = try access.stream(path)
          let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
          defer { block.deallocate() }
          while try stream.next(into: block) > 0 {}
        }
      } catch {
        // Only a folder that could not be listed before may still be one; what else could not be read is in no trail.
      }
      return trail.entries == [self]
    }
  }

  private struct State {
    var entries: [Entry] = []
    var open = 0
  }

  private let state = Mutex(State())

  package init() {}

  /// In the order in which they were read; nil when something could not be read, or not to its end.
  package var entries: [Entry]? { state.withLock { $0.open == 0 ? $0.entries : nil } }

  /// In the place of a digest, where a folder's names could not be read.
  static let unreadable = "unreadable"

  func begin() { state.withLock { $0.open += 1 } }

  func end(_ kind: Entry.Kind, _ path: String, sha256: String) {
    let entry = Entry(kind: kind, path: path, sha256: sha256)
    state.withLock {
      $0.open -= 1
      $0.entries.append(entry)
    }
  }
}
