import Testing

/// Files that one can take in at a glance, named after what they hold.
@Suite struct SourceFileTests {
  private static let longest = 300

  private var swiftFiles: [String] {
    ["Sources", "Tests", "Templates", "Plugins"].flatMap { PackageFolder.files(below: $0, ending: ".swift") }
  }

  @Test func noFileIsTooLong() throws {
    for file in swiftFiles {
      let count = try PackageFolder.lines(file).count
      #expect(count <= Self.longest, "\(file) has \(count) lines; look for the second thing that it does")
    }
  }

  @Test func noFileIsNamedAfterNothing() {
    let empty = ["Utils", "Utilities", "Util", "Helpers", "Helper", "Common", "Manager", "Misc"]
    for file in swiftFiles {
      let name = file.split(separator: "/").last.map { String($0.dropLast(".swift".utf8.count)) } ?? ""
      #expect(
        !empty.contains { name.hasSuffix($0) },
        "\(file): a function that helps everybody has a subject, and the subject has a name")
    }
  }

  @Test func noSourceHoldsAMarkForLater() throws {
    for file in swiftFiles where !file.hasSuffix("SourceFileTests.swift") {
      for (number, line) in try PackageFolder.lines(file).enumerated() {
        for mark in ["TODO", "FIXME", "XXX", "HACK"] where line.contains("// \(mark)") {
          Issue.record("\(file):\(number + 1): \(mark)")
        }
      }
    }
  }
}
