import Testing

@testable import Output

struct FolderCursorTests {
  private let folder = TemporaryFolder()

  @Test func `After a way that leads nowhere it finds its places again`() throws {
    folder.makeFolder("a")
    folder.makeFolder("a/b")
    let fileSystem = FileSystem()
    var cursor = FolderCursor(try fileSystem.folder(at: folder.path), fileSystem: fileSystem)
    func place(_ path: String) throws -> FileStatus.Identity {
      try fileSystem.status(of: cursor.move(to: Array(path.utf8))).identity
    }
    for path in ["a/b", "a", ""] {
      let right = try fileSystem.status(of: try fileSystem.folder(at: folder.at(path))).identity
      #expect(try place(path) == right)
      #expect(throws: SystemError.self) { try place("a/c/d") }
      #expect(try place(path) == right, "\(path)")
    }
  }
}
