import Foundation
import Synchronization

/// The program as users start it: a process of its own.
struct Program {
  /// What a run left behind.
  struct Run {
    let status: Int32
    let output: [UInt8]
    let errors: [UInt8]

    var outputText: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  /// The binary that was built beside the tests.
  static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "syncshift").path(percentEncoded: false)

  /// The package's own folder.
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path(percentEncoded: false)

  static func example(_ name: String) -> String { "\(package)Templates/Environments/\(name).yaml" }

  /// Runs the program and waits for its end.
  @discardableResult
  static func run(_ arguments: [String], in folder: String = package, environment: [String: String] = [:]) throws -> Run {
    try Tool.run(path, arguments, in: folder, environment: environment)
  }
}

/// Other programs that tests ask for their opinion.
enum Tool {
  /// Where the shell would find a program; nil when it is not installed.
  static func find(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  static func isInstalled(_ name: String) -> Bool { find(name) != nil }

  /// - Parameter environment: added to the one of this process.
  static func run(
    _ path: String, _ arguments: [String], in folder: String = Program.package, environment: [String: String] = [:]
  ) throws -> Program.Run {
    // Into files, because a pipe that nobody empties makes the program wait.
    let scratch = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(filePath: path.utf8.first == UInt8(ascii: "/") ? path : find(path) ?? path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder, directoryHint: .isDirectory)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try scratch.newFile("output")
    process.standardError = try scratch.newFile("errors")
    try process.run()
    process.waitUntilExit()
    return Program.Run(
      status: process.terminationStatus, output: try scratch.bytes("output"), errors: try scratch.bytes("errors"))
  }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder: Sendable {
  /// Ends with a slash.
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "syncshift-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.resolvingSymlinksInPath().path(percentEncoded: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A folder for several tests, in a `static let`, whose value is never given back: gone when the process ends.
  static func untilExit() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    pathsUntilExit.withLock { paths in
      if paths.isEmpty {
        atexit {
          for path in TemporaryFolder.pathsUntilExit.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
        }
      }
      paths.append(folder.path)
    }
    return folder
  }

  private static let pathsUntilExit = Mutex<[String]>([])

  func newFile(_ name: String) throws -> FileHandle {
    try Data().write(to: URL(filePath: path + name))
    return try FileHandle(forWritingTo: URL(filePath: path + name))
  }

  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path + name))) }

  func write(_ text: String, to name: String) throws {
    let file = URL(filePath: path + name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}
