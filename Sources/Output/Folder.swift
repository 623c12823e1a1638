import Glibc

/// An open folder. Names are resolved from here, so that nobody can put another folder in its place meanwhile.
final class Folder: Sendable {
  let descriptor: Int32
  /// As shown to the user.
  let path: String

  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// The path of an entry, as shown to the user.
  func shown(_ name: [UInt8]) -> String { "\(path)/\(ShownName.of(name))" }
}

/// A name from a disk, which may be any bytes, as text for messages and lists.
package enum ShownName {
  /// Printable text as it is; every other byte as `\xNN`, so that nothing acts on a terminal.
  package static func of(_ name: [UInt8]) -> String {
    if name.allSatisfy({ (0x20..<0x7F).contains($0) }) { return String(decoding: name, as: UTF8.self) }
    guard let text = String(validating: name, as: UTF8.self) else { return name.map(escape).joined() }
    return text.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        String(scalar).utf8.map(escape).joined()
      default: String(scalar)
      }
    }.joined()
  }

  private static func escape(_ byte: UInt8) -> String {
    if (0x20..<0x7F).contains(byte) { return String(UnicodeScalar(byte)) }
    return "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
