/// The way from one file of the kit to another, as a link on the first one's page spells it (not yet percent-encoded).
enum RelativeLink {
  /// - Parameters:
  ///   - page: path of the page in the kit.
  ///   - target: path of a file in the kit, or of a folder with a slash at its end; empty for the kit's own folder.
  static func path(from page: String, to target: String) -> String {
    let (page, target) = (page.utf8, target.utf8)
    var shared = 0
    for (place, (left, right)) in zip(page, target).enumerated() {
      guard left == right else { break }
      if left == slash { shared = place + 1 }
    }
    let rest = target.dropFirst(shared)
    var path: [UInt8] = []
    for byte in page.dropFirst(shared) where byte == slash { path += "../".utf8 }
    path.append(contentsOf: rest)
    if path.isEmpty { return "." }
    return String(decoding: path, as: UTF8.self)
  }

  private static let slash = UInt8(ascii: "/")
}
