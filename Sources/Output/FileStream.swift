import Glibc

/// A file that is read piece by piece, for files that are too large to hold.
package final class FileStream {
  private let descriptor: Int32
  private let path: String

  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// Fills the front of the buffer. 0 at the end of the file.
  package func next(into buffer: UnsafeMutableRawBufferPointer) throws(OutputFailure) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw OutputFailure(SystemError(call: .read, path: path, number: errno)) }
    }
  }
}

extension FileAccess {
  /// Opens a file to read it piece by piece. Links are followed.
  package func stream(_ path: String) throws(OutputFailure) -> FileStream {
    try OutputFailure.wrap {
      let descriptor = try fileSystem.openForReading(path)
      let stream = FileStream(descriptor: descriptor, path: path)
      if try fileSystem.status(of: descriptor, path: path).kind == .folder {
        throw SystemError(call: .read, path: path, number: EISDIR)
      }
      return stream
    }
  }

  /// The names in a folder, sorted bytewise. A name that is not UTF-8 is left out: no file of ours has one.
  package func names(in path: String) throws(OutputFailure) -> [String] {
    try OutputFailure.wrap {
      try fileSystem.names(in: try fileSystem.folder(at: path)).compactMap { String(validating: $0, as: UTF8.self) }
    }
  }
}
