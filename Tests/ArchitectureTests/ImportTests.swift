import Testing

/// "Look left only" and "nothing in, nothing out but the arguments", read off the import lines.
@Suite struct ImportTests {
  /// What the system or the compiler brings, and who may use it. FoundationEssentials would be the most; Foundation is not there at all:
  /// it makes the program three times as large and twice as slow to start, and it reads the locale.
  private static let outside: [String: Set<String>] = [
    "ArgumentParser": ["SyncshiftCLI"],
    // The tasks of the language run on it on Linux, so it is in the program anyway.
    "Dispatch": ["SyncshiftCLI"],
    "Glibc": ["Hashing", "Input", "Model", "Output", "SyncshiftCLI"],
    "Synchronization": ["Artifacts", "Diagnostics", "Output", "SyncshiftCLI", "TemplateEngine"],
  ]

  @Test func theManifestNamesTheRooms() throws {
    let rooms = try Rooms().names
    #expect(rooms.count > 10)
    for pair in [
      ("Input", "Model"), ("Model", "Plan"), ("Plan", "Artifacts"), ("Artifacts", "Output"), ("Output", "SyncshiftCLI"),
    ] {
      let left = try #require(rooms.firstIndex(of: pair.0), "Package.swift has no room \(pair.0)")
      let right = try #require(rooms.firstIndex(of: pair.1), "Package.swift has no room \(pair.1)")
      #expect(left < right, "\(pair.0) comes before \(pair.1)")
    }
  }

  @Test func everyFolderOfSourcesIsARoom() throws {
    let folders = Set(
      PackageFolder.files(below: "Sources").compactMap { $0.split(separator: "/").dropFirst().first.map(String.init) })
    // The build tool is no part of the program.
    #expect(folders.subtracting(try Rooms().names) == ["EmbedTemplatesTool"])
  }

  @Test func aRoomImportsOnlyRoomsToItsLeft() throws {
    let rooms = try Rooms()
    for (position, room) in rooms.names.enumerated() {
      for file in rooms.files(of: room) {
        for module in try Rooms.imports(of: file) {
          guard let other = rooms.position(of: module) else {
            #expect(
              Self.outside[module]?.contains(room) == true,
              "\(file) imports \(module); it is not on the list of what \(room) may take from outside (ImportTests.outside)")
            continue
          }
          #expect(other < position, "\(file) imports \(module), which stands to the right of \(room) in Package.swift")
        }
      }
    }
  }

  @Test(arguments: ["import Foundation", "@preconcurrency import Foundation", "package import struct Foundation.URL"])
  func anImportLineIsSeenInEverySpelling(_ line: String) {
    #expect(Rooms.module(importedBy: line) == "Foundation")
  }

  @Test func onlyReadingAndWritingTouchTheFileSystem() throws {
    // A stage that could open a file, read the clock or ask for a variable would no longer give the same bytes everywhere.
    let calls = ["getenv(", "setlocale(", "gettimeofday(", "clock_gettime(", "arc4random", ".random(", "socket("]
    let rooms = try Rooms()
    for room in rooms.names where room != "SyncshiftCLI" {
      for file in rooms.files(of: room) {
        for (number, line) in try PackageFolder.lines(file).enumerated() {
          for call in calls where !line.contains("///") && line.contains(call) {
            Issue.record("\(file):\(number + 1) calls \(call)…), which a stage must not do")
          }
        }
      }
    }
  }
}
