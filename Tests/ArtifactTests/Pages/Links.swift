import Glibc

@testable import Artifacts

/// The links of a page as a reader follows them.
enum Links {
  /// Targets of `](…)` in Markdown, and of `href` and `src` in HTML.
  static func of(_ page: Artifact) -> [String] {
    page.path.hasSuffix(".html")
      ? Bytes.pieces(page.bytes, from: " href=\"", to: "\"") + Bytes.pieces(page.bytes, from: " src=\"", to: "\"")
      : Bytes.pieces(page.bytes, from: "](", to: ")", notAfter: "\\")
  }

  static func anchors(_ page: [UInt8]) -> [String] { Bytes.pieces(page, from: " id=\"", to: "\"") }

  /// The path in the kit that a link names; nil when it leads out of the kit.
  static func resolve(_ link: String, from page: String) -> String? {
    var parts = page.split(separator: "/").dropLast().map(String.init)
    let file = link.split(separator: "#", omittingEmptySubsequences: false)[0]
    for part in file.split(separator: "/", omittingEmptySubsequences: false) {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else if part != "." {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}

/// Searching by bytes: a letter and a mark that follows it are one Character, and pages are long.
enum Bytes {
  static func contain(_ bytes: [UInt8], _ piece: String) -> Bool { find(Array(piece.utf8), in: bytes, from: 0) != nil }

  static func pieces(_ bytes: [UInt8], from open: String, to close: String, notAfter mark: String? = nil) -> [String] {
    let (open, close, mark) = (Array(open.utf8), Array(close.utf8), mark.map { Array($0.utf8) } ?? [])
    var found: [String] = []
    var place = 0
    while let start = find(open, in: bytes, from: place) {
      place = start + open.count
      if !mark.isEmpty, bytes[..<start].suffix(mark.count).elementsEqual(mark) { continue }
      guard let end = find(close, in: bytes, from: place) else { break }
      found.append(String(decoding: bytes[place..<end], as: UTF8.self))
      place = end
    }
    return found
  }

  private static func find(_ piece: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress, let first = piece.first else { return nil }
      var place = start
      while place + piece.count <= all.count {
        guard let hit = memchr(base + place, Int32(first), all.count - place) else { return nil }
        place = UnsafeRawPointer(hit) - base
        if place + piece.count <= all.count, memcmp(base + place, piece, piece.count) == 0 { return place }
        place += 1
      }
      return nil
    }
  }
}

extension String {
  func utf8Contains(_ piece: String) -> Bool { Bytes.contain(Array(utf8), piece) }
}
