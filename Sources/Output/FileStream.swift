import Glibc
import Hashing

/// A file that is read piece by piece, for files that are too large to hold.
package final class FileStream {
  private let descriptor: Int32
  private let path: String

  private let trail: ReadTrail?
  private var digest: RunningDigest?

  init(descriptor: Int32, path: String, trail: ReadTrail?) {
    self.descriptor = descriptor
    self.path = path
    self.trail = trail
    digest = trail.map { _ in RunningDigest() }
  }

  deinit { close(descriptor) }

  /// Fills the front of the buffer. 0 at the end of the file.
  package func next(into buffer: UnsafeMutableRawBufferPointer) throws(OutputFailure) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count > 0 { digest?.append(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
      if count == 0, let digest {
        trail?.end(.file, path, sha256: digest.hex())
        self.digest = nil
      }
      if count >= 0 { return count }
      if errno != EINTR { throw OutputFailure(SystemError(call: .read, path: path, number: errno)) }
    }
  }
}

extension FileAccess {
  /// Opens a file to read it piece by piece. Links are followed.
  package func stream(_ path: String) throws(OutputFailure) -> FileStream {
    trail?.begin()
    return try OutputFailure.wrap {
      let descriptor = try fileSystem.openForReading(path)
      let stream = FileStream(descriptor: descriptor, path: path, trail: trail)
      if try fileSystem.status(of: descriptor, path: path).kind == .folder {
        throw SystemError(call: .read, path: path, number: EISDIR)
      }
      return stream
    }
  }

  /// The names in a folder, sorted bytewise. A name that is not UTF-8 is left out: no file of ours has one.
  package func names(in path: String) throws(OutputFailure) -> [String] {
    trail?.begin()
    return try OutputFailure.wrap {
      let names: [[UInt8]]
      do {
        names = try fileSystem.names(in: try fileSystem.folder(at: path))
      } catch {
        // That something is no folder is an answer too.
        trail?.end(.folder, path, sha256: ReadTrail.unreadable)
        throw error
      }
      // No name holds the byte that stands between them.
      if let trail { trail.end(.folder, path, sha256: Digest.sha256Hex(Array(names.joined(separator: [0])))) }
      return names.compactMap { String(validating: $0, as: UTF8.self) }
    }
  }
}
