/// Reads the entities that are written, and those that cmark-gfm writes.
enum HTMLText {
  private static let named: [(String, Unicode.Scalar)] = [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\"")]

  /// - Parameter mark: `&` in HTML (`&#34;`), `#` in Mermaid (`#34;`).
  static func decoded(_ text: String, mark: Unicode.Scalar = "&") -> String? {
    var out = String.UnicodeScalarView()
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == mark else {
        out.append(scalar)
        continue
      }
      guard let end = rest.firstIndex(of: ";") else { return nil }
      let name = String(rest[..<end])
      rest = rest[rest.index(after: end)...]
      let digits = mark == "&" && name.hasPrefix("#") ? String(name.dropFirst()) : name
      if let found = named.first(where: { $0.0 == name }) {
        out.append(found.1)
      } else if let number = UInt32(digits), let scalar = Unicode.Scalar(number) {
        out.append(scalar)
      } else {
        return nil
      }
    }
    return String(out)
  }
}
