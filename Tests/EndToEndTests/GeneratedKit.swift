import Foundation

/// A kit as it lies on disk.
struct GeneratedKit: Sendable {
  let environment: String
  /// Ends with a slash.
  let folder: String
  /// Relative to the folder, sorted.
  let paths: [String]

  init(_ environment: String, in output: String) throws {
    self.environment = environment
    folder = "\(output)\(environment)/"
    let start = URL(filePath: folder, directoryHint: .isDirectory)
    var paths: [String] = []
    let found = FileManager.default.enumerator(at: start, includingPropertiesForKeys: [.isRegularFileKey])
    while let file = found?.nextObject() as? URL {
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      paths.append(String(file.path(percentEncoded: false).dropFirst(folder.count)))
    }
    self.paths = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func paths(ending: String) -> [String] { paths.filter { $0.hasSuffix(ending) } }

  func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: folder + path) }

  /// Names of the files and folders in one folder, sorted; none when there is no such folder.
  func names(in subfolder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder + subfolder)) ?? [])
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: folder + path))) }

  func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  func json(_ path: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(try bytes(path))) as? [String: Any] ?? [:]
  }

  /// Path, executable bit and bytes of every file: what two runs must agree on.
  func contents() throws -> [String: [UInt8]] {
    try Dictionary(
      uniqueKeysWithValues: paths.map { path in
        let mark: UInt8 = FileManager.default.isExecutableFile(atPath: folder + path) ? 1 : 0
        return (path, [mark] + (try bytes(path)))
      })
  }
}

/// The kits of the examples, generated once for all tests that only read them.
enum ExampleKits {
  static let names = ["contoso", "fabrikam"]

  private static let made = Result {
    let folder = try TemporaryFolder.untilExit()
    let arguments = ["generate"] + names.map(Program.example) + ["--output", folder.path + "Output"]
    return (folder: folder, run: try Program.run(arguments))
  }

  /// How generating them went.
  static func run() throws -> Program.Run { try made.get().run }

  static func kit(_ name: String) throws -> GeneratedKit {
    try GeneratedKit(name, in: "\(made.get().folder.path)Output/")
  }
}
