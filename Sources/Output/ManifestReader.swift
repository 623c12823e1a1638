import JSON

extension Manifest {
  /// The largest `manifest.json` that is read, in bytes. At about 500 bytes a file that is over 100,000 files.
  package static let largest = 64 << 20

  /// Why a `manifest.json` cannot be used, in one sentence, with a line and column where the text itself is at fault.
  package struct Problem: Error, Sendable, Equatable {
    package var message: String
  }

  /// Reads a manifest strictly: every key is there and none is unknown, and no path leads out of the kit, so that what a
  /// manifest lists may be removed.
  package init(reading bytes: [UInt8]) throws(Problem) {
    let root: JSONValue
    do throws(JSONReader.Problem) {
      root = try JSONReader.read(bytes)
    } catch {
      throw Problem(message: "line \(error.line), column \(error.column): \(error.message)")
    }
    var object = try Members(root, "the manifest")
    let format = try object.number("format")
    guard format == Self.format else {
      throw Problem(message: "format \(format) was written by another version; this one reads format \(Self.format)")
    }
    guard try object.text("tool").utf8.elementsEqual(Self.tool.utf8) else {
      throw Problem(message: "'tool' is not '\(Self.tool)'")
    }
    let version = try object.text("version")
    let environment = try object.text("environment")
    let revision = try object.number("revision")
    let isForced = try object.boolean("forced")
    let waivers = try object.texts("waivers")
    var units: [ManifestHeader.DomainUnits] = []
    for (domain, value) in try object.object("units") {
      units.append(.init(domain: domain, units: try Members.texts(value, "units of '\(domain)'")))
    }
    var files: [ManifestFile] = []
    for value in try object.array("files") { files.append(try Self.file(value)) }
    try object.finish()

    let paths = files.map(\.path)
    if let (one, other) = KitPathRule.collision(in: KitPathRule.reserved + paths) {
      throw Problem(message: "the paths '\(one)' and '\(other)' collide")
    }
    self.init(
      header: ManifestHeader(
        toolVersion: version, environment: environment, revision: revision, units: units, waivers: waivers, isForced: isForced),
      files: files)
  }

  private static func file(_ value: JSONValue) throws(Problem) -> ManifestFile {
    var object = try Members(value, "an element of 'files'")
    let path = try object.text("path")
    if let problem = KitPathRule.problem(in: path) { throw Problem(message: "the path '\(path)' \(problem)") }
    let file = ManifestFile(
      path: path, kind: try object.text("kind"), steps: try object.texts("steps"), keyPaths: try object.texts("keyPaths"),
      size: try object.number("size"), sha256: try object.text("sha256"), isExecutable: try object.boolean("executable"))
    try object.finish()
    guard file.size >= 0 else { throw Problem(message: "the size of '\(path)' is below zero") }
    let digits = Set("0123456789abcdef".utf8)
    guard file.sha256.utf8.count == 64, file.sha256.utf8.allSatisfy(digits.contains) else {
      throw Problem(message: "'sha256' of '\(path)' is not 64 hexadecimal digits")
    }
    return file
  }
}

/// The members of an object that are still to be read.
private struct Members {
  private var left: [(key: String, value: JSONValue)]
  private let place: String

  init(_ value: JSONValue, _ place: String) throws(Manifest.Problem) {
    guard case .object(let members) = value else { throw Manifest.Problem(message: "\(place) is not an object") }
    left = members
    self.place = place
  }

  private mutating func take(_ key: String) throws(Manifest.Problem) -> JSONValue {
    guard let index = left.firstIndex(where: { $0.key.utf8.elementsEqual(key.utf8) }) else {
      throw Manifest.Problem(message: "\(place) has no '\(key)'")
    }
    return left.remove(at: index).value
  }

  private func wrong(_ key: String, _ needed: String) -> Manifest.Problem {
    Manifest.Problem(message: "'\(key)' of \(place) is not \(needed)")
  }

  mutating func number(_ key: String) throws(Manifest.Problem) -> Int {
    guard case .number(let number) = try take(key) else { throw wrong(key, "a number") }
    return number
  }

  mutating func text(_ key: String) throws(Manifest.Problem) -> String {
    guard case .text(let text) = try take(key) else { throw wrong(key, "a text") }
    return text
  }

  mutating func boolean(_ key: String) throws(Manifest.Problem) -> Bool {
    guard case .boolean(let value) = try take(key) else { throw wrong(key, "true or false") }
    return value
  }

  mutating func array(_ key: String) throws(Manifest.Problem) -> [JSONValue] {
    guard case .array(let elements) = try take(key) else { throw wrong(key, "a list") }
    return elements
  }

  mutating func object(_ key: String) throws(Manifest.Problem) -> [(key: String, value: JSONValue)] {
    guard case .object(let members) = try take(key) else { throw wrong(key, "an object") }
    return members
  }

  mutating func texts(_ key: String) throws(Manifest.Problem) -> [String] {
    try Self.texts(try take(key), "'\(key)' of \(place)")
  }

  static func texts(_ value: JSONValue, _ place: String) throws(Manifest.Problem) -> [String] {
    guard case .array(let elements) = value else { throw Manifest.Problem(message: "\(place) is not a list") }
    var texts: [String] = []
    for element in elements {
      guard case .text(let text) = element else { throw Manifest.Problem(message: "\(place) holds something that is no text") }
      texts.append(text)
    }
    return texts
  }

  func finish() throws(Manifest.Problem) {
    if let unknown = left.first { throw Manifest.Problem(message: "\(place) has the unknown key '\(unknown.key)'") }
  }
}
