import Diagnostics

/// How values are spelt in JSON and in jq programs.
enum JSONEncoding {
  /// A JSON string. In jq the same: `\(` cannot arise, since a backslash is doubled.
  static func literal(_ text: String, _ out: inout [UInt8]) { JSONText.append(text, to: &out) }

  private static let backslash = SpecialBytes("\\")

  /// Since jq 1.7.1 a backslash before the line end continues a comment, so a comment of ours holds none.
  static func comment(_ text: String, _ out: inout [UInt8]) {
    ProseBytes.read(text) { bytes in backslash.spell(bytes, to: &out) { _ in .text("/") } }
  }
}
