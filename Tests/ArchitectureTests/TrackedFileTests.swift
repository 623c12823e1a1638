import Foundation
import Testing

/// What is in version control works on everybody's machine.
@Suite struct TrackedFileTests {
  /// Folders of one machine. A path below them in a tracked file would be wrong everywhere else.
  private static let folders = ["/home/", "/root/", "/Users/", "/opt/", "/mnt/", "C:\\Users\\"]

  @Test(.enabled(if: TrackedFiles.areKnown, "git is missing, or this is not a clone: what is tracked is not known"))
  func noTrackedFileHoldsAPathOfOneMachine() throws {
    let files = try TrackedFiles.list()
    #expect(files.contains("Package.swift"))
    for file in files where !file.hasPrefix("Tests/ArchitectureTests/") && file != "LICENSE" {
      for (number, line) in try PackageFolder.lines(file).enumerated() {
        for folder in Self.folders where Self.line(line, names: folder) {
          Issue.record("\(file):\(number + 1) names \(folder): \(line.prefix(120))")
        }
      }
    }
  }

  @Test(arguments: [
    ("/home/ada/kit", true), ("cd \"/opt/x\"", true), ("(/root/.profile)", true), ("https://host.example/home/page", false),
    ("a/opt/b", false),
    ("${PREFIX:-/opt}/x", false), ("\"$HOME\"/x", false),
  ])
  func aPathIsToldFromAnAddress(_ line: String, isPath: Bool) {
    #expect(Self.folders.contains { Self.line(line, names: $0) } == isPath)
  }

  /// Whether a path into `folder` begins anywhere in the line: not in the middle of a longer path or of an address.
  private static func line(_ line: String, names folder: String) -> Bool {
    line.ranges(of: folder).contains { range in
      guard range.lowerBound > line.startIndex else { return true }
      let before = line[line.index(before: range.lowerBound)]
      return !(before.isLetter || before.isNumber || "/.:_-}*]".contains(before))
    }
  }
}

/// The files that git knows.
enum TrackedFiles {
  static let areKnown = (try? list().isEmpty == false) ?? false

  static func list() throws -> [String] {
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments = ["git", "-C", PackageFolder.root.path(percentEncoded: false), "ls-files", "-z"]
    let output = Pipe()
    git.standardOutput = output
    git.standardError = FileHandle.nullDevice
    try git.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    git.waitUntilExit()
    guard git.terminationStatus == 0 else { return [] }
    // A tracked file that was just removed is still on git's list.
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .filter { FileManager.default.fileExists(atPath: PackageFolder.root.appending(path: $0).path(percentEncoded: false)) }
  }
}
