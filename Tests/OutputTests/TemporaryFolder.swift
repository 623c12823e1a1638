import Glibc

@testable import Output

/// A new folder for one test, removed with everything in it when the test ends.
final class TemporaryFolder: Sendable {
  let path: String

  /// - Parameter base: a RAM disk unless a real one is needed: the tests write many small trees to the disk.
  init(in base: String = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp") {
    var template = Array("\(base)/syncshift-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { fatalError("mkdtemp in \(base): errno \(errno)") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    let fileSystem = FileSystem()
    guard let parent = try? fileSystem.folder(at: "\(path)/..") else { return }
    let name = path.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed()
    try? FolderRemoval(fileSystem: fileSystem).remove(in: parent, Array(name))
  }

  func at(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ name: String, _ text: String, mode: mode_t = 0o644) {
    var prefix = path
    for part in name.split(separator: "/").dropLast() {
      prefix += "/\(part)"
      mkdir(prefix, 0o755)
    }
    let descriptor = open(at(name), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "\(name): errno \(errno)")
    let bytes = Array(text.utf8)
    precondition(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    fchmod(descriptor, mode)
    close(descriptor)
  }

  func makeFolder(_ name: String, mode: mode_t = 0o755) {
    mkdir(at(name), mode)
    chmod(at(name), mode)
  }

  func text(_ name: String) -> String? {
    guard let bytes = try? FileAccess().read(at(name), atMost: 1 << 24) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  func status(_ name: String) -> FileStatus? {
    var status = stat()
    return lstat(at(name), &status) == 0 ? FileStatus(status) : nil
  }

  /// Everything below a folder, one line an entry: kind, permissions, path, and content or target. Sorted by path.
  func listing(_ name: String = ".") -> [String] {
    status(name)?.kind == .folder ? listing(name, "") : ["absent"]
  }

  private func listing(_ top: String, _ inner: String) -> [String] {
    names(in: "\(top)/\(inner)").flatMap { name -> [String] in
      let path = inner.isEmpty ? name : "\(inner)/\(name)"
      guard let status = status("\(top)/\(path)") else { return ["\(path) vanished"] }
      let mode = String(status.permissions, radix: 8)
      switch status.kind {
      case .folder: return ["d \(mode) \(path)"] + listing(top, path)
      case .file: return ["f \(mode) \(path) = \(text("\(top)/\(path)") ?? "unreadable")"]
      case .link:
        var target = [CChar](repeating: 0, count: 4096)
        let count = readlink(at("\(top)/\(path)"), &target, target.count)
        return ["l \(path) -> \(String(decoding: target.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self))"]
      case .other: return ["other \(mode) \(path)"]
      }
    }
  }

  private func names(in name: String) -> [String] {
    guard let stream = opendir(at(name)) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The names in the folder itself, hidden ones too.
  var names: [String] { names(in: ".") }
}

/// The system's own commands, for a second opinion.
enum Shell {
  /// What the command wrote to standard output and error, and its exit code at the end when it is not 0.
  @discardableResult
  static func run(_ command: String) -> String {
    guard let pipe = popen("{ \(command)\n} 2>&1", "r") else { return "popen: errno \(errno)" }
    var out: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&block, 1, block.count, pipe), count > 0 { out += block.prefix(count) }
    let result = pclose(pipe)
    return String(decoding: out, as: UTF8.self) + (result == 0 ? "" : "exit \(result >> 8)\n")
  }
}
