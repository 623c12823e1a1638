/// What a path inside a kit may look like, so that the kit can be carried through archives, file shares and Windows unchanged.
///
/// The rooms before Output make the paths. Where a name comes from the input (a domain, a wave, a server), they ask here
/// before; a tree that breaks the rule is our mistake, and `OutputTree` stops.
package enum KitPathRule {
  /// Characters of a whole path. Windows stops at 260 (learn.microsoft.com, "Maximum Path Length Limitation"); this
  /// leaves 140 for the folder that somebody unpacks the kit in.
  package static let longestPath = 120

  /// Names that a kit makes itself.
  package static let reserved = [Manifest.fileName, Checksums.fileName]

  /// Why the path cannot be used, as the rest of a sentence that begins with the path; nil if it can.
  package static func problem(in path: String) -> String? {
    let bytes = Array(path.utf8)
    if bytes.isEmpty { return "is empty" }
    if !bytes.allSatisfy({ (0x20...0x7E).contains($0) }),
      let odd = path.unicodeScalars.first(where: { $0.value < 0x20 || $0.value > 0x7E })
    {
      return "holds U+\(hexadecimal(odd)), and paths are printable ASCII"
    }
    if bytes.count > longestPath { return "has \(bytes.count) characters, and \(longestPath) are the most" }
    if bytes[0] == UInt8(ascii: "/") { return "is not relative" }
    for part in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if let problem = problem(inPart: part) { return problem }
    }
    return nil
  }

  /// The first two paths that cannot both be in a kit: equal once folded to lower case, folders included, or one of them
  /// the folder of the other.
  package static func collision(in paths: [String]) -> (String, String)? {
    // Folded path to its spelling, whether it is a folder, and the path that it came from.
    var seen: [[UInt8]: (spelling: ArraySlice<UInt8>, isFolder: Bool, path: String)] = [:]
    var last: [UInt8] = []
    for path in paths {
      let bytes = Array(path.utf8)
      defer { last = bytes }
      // Folders that the path before it lies in too are known.
      let shared = zip(bytes, last).prefix { $0 == $1 }.count
      let ends = bytes.indices.filter { $0 >= shared && bytes[$0] == UInt8(ascii: "/") } + [bytes.endIndex]
      for end in ends {
        let isFolder = end != bytes.endIndex
        let spelling = bytes[..<end]
        let folded = fold(spelling)
        guard let other = seen[folded] else {
          seen[folded] = (spelling, isFolder, path)
          continue
        }
        if !isFolder || !other.isFolder || other.spelling != spelling { return (other.path, path) }
      }
    }
    return nil
  }

  /// ASCII letters in lower case: how Windows and macOS compare names that are plain ASCII.
  package static func fold(_ path: some Sequence<UInt8>) -> [UInt8] {
    path.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
  }

  /// Characters that Windows refuses in names; `/` parts them here. Source of both lists: learn.microsoft.com,
  /// "Naming Files, Paths, and Namespaces".
  private static let refused = Array("<>:\"|?*\\".utf8)
  private static let devices: Set<[UInt8]> = Set(
    (["aux", "con", "conin$", "conout$", "nul", "prn"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] }).map { Array($0.utf8) })
  private static let longestDevice = devices.map(\.count).max() ?? 0

  private static func problem(inPart part: ArraySlice<UInt8>) -> String? {
    guard let last = part.last else { return "has an empty part" }
    var name: String { String(decoding: part, as: UTF8.self) }
    if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { return "has the part '\(name)'" }
    if let odd = part.first(where: refused.contains) {
      return "holds '\(Character(UnicodeScalar(odd)))', which Windows refuses in names"
    }
    if last == UInt8(ascii: ".") || last == UInt8(ascii: " ") {
      return "has the part '\(name)', and Windows drops a full stop or a space at the end of a name"
    }
    let stem = fold(part.prefix { $0 != UInt8(ascii: ".") })
    let trimmed = Array(stem.prefix(stem.lastIndex { $0 != UInt8(ascii: " ") }.map { $0 + 1 } ?? 0))
    if trimmed.count <= longestDevice, devices.contains(trimmed) { return "has the part '\(name)', which is a device on Windows" }
    return nil
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
