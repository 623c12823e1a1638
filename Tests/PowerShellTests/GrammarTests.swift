import Foundation
import Testing

/// A second judge of the syntax, where it can be had: the tree-sitter grammar of PowerShell, from Python.
struct GrammarTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func `Every script parses`() throws {
    guard let python = try Self.python() else { return }
    let folder = FileManager.default.temporaryDirectory.appending(path: "powershell-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for file in RenderedScripts.all {
      let url = folder.appending(path: "\(file.estate)/\(file.path)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
      paths.append(url.path(percentEncoded: false))
    }
    let script = Self.package.appending(path: "Tests/PowerShellTests/parse.py").path(percentEncoded: false)
    let result = try Self.run(python, [script] + paths)
    #expect(result.status == 0, "\(result.output)")
    // A judge that accepts everything would prove nothing.
    let broken = folder.appending(path: "broken.ps1")
    try Data("if ($true { 'never closed' }".utf8).write(to: broken)
    #expect(try Self.run(python, [script, broken.path(percentEncoded: false)]).status == 1)
  }

  /// The Python that has the grammar: the one that `.ci/set-up` makes, or the system's.
  private static func python() throws -> String? {
    let own = package.appending(path: ".build/python/bin/python3").path(percentEncoded: false)
    for candidate in [own, "/usr/bin/python3"] where FileManager.default.isExecutableFile(atPath: candidate) {
      if try run(candidate, ["-c", "import tree_sitter, tree_sitter_powershell"]).status == 0 { return candidate }
    }
    print("SKIPPED: the PowerShell grammar for Python is not there; scripts were judged by the project's own lexer alone")
    return nil
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
