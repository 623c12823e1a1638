/// The rooms of the program in the order of `Package.swift`, and where the sources of each lie.
struct Rooms {
  /// From left to right: a room may import those before it.
  let names: [String]

  /// Reads the names out of the manifest: the list `rooms`, then the executable that joins them.
  init() throws {
    var names: [String] = []
    var inside = false
    for line in try PackageFolder.lines("Package.swift") {
      if line.hasPrefix("let rooms") { inside = true }
      if inside, line == "]" { break }
      guard inside, let start = line.firstRange(of: #"name: ""#) else { continue }
      names.append(String(line[start.upperBound...].prefix { $0 != "\"" }))
    }
    self.names = names + ["SyncshiftCLI"]
  }

  func position(of room: String) -> Int? { names.firstIndex(of: room) }

  /// Every Swift file of a room.
  func files(of room: String) -> [String] {
    room == "Templates"
      ? PackageFolder.files(below: "Templates", ending: ".swift")
      : PackageFolder.files(below: "Sources/\(room)", ending: ".swift")
  }

  /// The modules that a file imports.
  static func imports(of path: String) throws -> [String] {
    try PackageFolder.lines(path).compactMap(module(importedBy:))
  }

  /// The module that a line imports, if it is an import line.
  static func module(importedBy line: String) -> String? {
    let before = ["package", "public", "internal", "private", "fileprivate"]
    let words = line.split(separator: " ").drop { $0.hasPrefix("@") || before.contains(String($0)) }
    guard words.first == "import", let module = words.last else { return nil }
    // `import struct Module.Type` names the module before the dot.
    return String(module.prefix { $0 != "." })
  }
}
