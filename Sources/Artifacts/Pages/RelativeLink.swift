/// The way from one file of the kit to another, as a link on the first one's page spells it (not yet percent-encoded).
enum RelativeLink {
  /// - Parameters:
  ///   - page: path of the page in the kit.
  ///   - target: path of a file in the kit, or of a folder with a slash at its end; empty for the kit's own folder.
  static func path(from page: String, to target: String) -> String {
    let folders = page.utf8.split(separator: slash, omittingEmptySubsequences: false).dropLast().map(Array.init)
    let parts = target.utf8.split(separator: slash, omittingEmptySubsequences: false).map(Array.init)
    let shared = zip(folders, parts.dropLast()).prefix { $0 == $1 }.count
    let ups = Array(repeating: "..", count: folders.count - shared)
    let rest = parts.dropFirst(shared).map { String(decoding: $0, as: UTF8.self) }
    let path = (ups + rest).joined(separator: "/")
    return path.isEmpty ? "." : path
  }

  private static let slash = UInt8(ascii: "/")
}
