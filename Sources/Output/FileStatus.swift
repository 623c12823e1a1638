import Glibc

/// What the file system knows about one entry.
package struct FileStatus: Sendable {
  /// What an entry is. A link is a symbolic one; other is a pipe, socket or device.
  package enum Kind: String, Sendable {
    case file, folder, link, other
  }

  /// One and the same file, whatever its name.
  package struct Identity: Sendable, Hashable {
    var device: UInt
    var inode: UInt
  }

  package var identity: Identity
  package var kind: Kind
  /// In bytes.
  package var size: Int
  /// The permission bits, such as 0644.
  package var permissions: UInt32
  /// Last change of the content, in seconds and nanoseconds since 1970.
  package var modified: (seconds: Int, nanoseconds: Int)
  /// Last change of anything about it: content, permissions, names. Nobody can set it, as they can `modified`.
  package var changed: (seconds: Int, nanoseconds: Int)

  /// Whether the owner may execute it: the only permission bit that git and archives keep, and the only one compared.
  package var isExecutable: Bool { permissions & 0o100 != 0 }

  init(_ status: stat) {
    identity = Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    size = Int(status.st_size)
    permissions = status.st_mode & 0o7777
    modified = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    changed = (status.st_ctim.tv_sec, status.st_ctim.tv_nsec)
  }
}
