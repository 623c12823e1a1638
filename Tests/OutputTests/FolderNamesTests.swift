import Glibc
import Testing

@testable import Output

struct FolderNamesTests {
  /// Of every length that a name may have, in more entries than the kernel gives at once; with bytes that are no UTF-8.
  private static let names: [[UInt8]] = (0..<2000).map { number in
    let begin = Array("\(number)".utf8) + [0xFF]
    return begin + Array(repeating: UInt8(ascii: "n"), count: number % (256 - begin.count))
  }

  /// File systems in memory and on a disk, as far as the machine has both.
  private static let bases = ["/dev/shm", "/tmp"].filter { (path: String) in access(path, W_OK) == 0 }

  @Test(arguments: bases) func `All names are found, however often one asks`(_ base: String) throws {
    let temporary = TemporaryFolder(in: base)
    let fileSystem = FileSystem()
    let folder = try fileSystem.folder(at: temporary.path)
    #expect(try fileSystem.names(in: folder) == [])
    for name in Self.names { try fileSystem.create(in: folder, name, [], permissions: 0o644) }
    let sorted = Self.names.sorted { $0.lexicographicallyPrecedes($1) }
    for _ in 1...2 { #expect(try fileSystem.names(in: folder) == sorted) }
  }

  @Test func `A folder that is gone is not taken for an empty one`() throws {
    let temporary = TemporaryFolder()
    temporary.makeFolder("kit")
    let folder = try FileSystem().folder(at: temporary.at("kit"))
    rmdir(temporary.at("kit"))
    let error = #expect(throws: SystemError.self) { try FileSystem().names(in: folder) }
    #expect(error?.number == ENOENT)
  }

  @Test func `What keeps names from being listed is told`() throws {
    let temporary = TemporaryFolder()
    let fileSystem = FileSystem { $0 == .list ? EIO : nil }
    let folder = try fileSystem.folder(at: temporary.path)
    let error = #expect(throws: SystemError.self) { try fileSystem.names(in: folder) }
    #expect(error?.number == EIO)
  }
}
