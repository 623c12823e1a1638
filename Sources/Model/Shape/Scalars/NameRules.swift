import Diagnostics
import Input

extension ScalarRule where Value == String {
  /// A name that becomes part of paths in the kit.
  static func pathName(longest: Int) -> ScalarRule<String> {
    word(
      "a name for folders", code: .invalidName, pattern: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", longest: longest,
      words: "up to \(longest) lower-case letters, digits and hyphens, with a letter or digit at both ends"
    ) { bytes in
      !bytes.isEmpty && bytes.allSatisfy { isLower($0) || isDigit($0) || $0 == hyphen } && bytes.first != hyphen
        && bytes.last != hyphen
    }
  }

  /// A domain's DNS name: at least two labels of letters, digits and hyphens (RFC 1123); Active Directory takes 64 characters.
  static let dnsName = word(
    "a DNS name", code: .invalidDNSName,
    pattern: "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$", longest: 64,
    words: "at least two labels of letters, digits and hyphens, such as contoso.com, 64 characters at most"
  ) { bytes in isDNSName(bytes, labels: 2) }

  /// A server: a NetBIOS name or a host's DNS name.
  static let serverName = word(
    "a server name", code: .invalidServerName,
    pattern: "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$", longest: 64,
    words: "letters, digits and hyphens, with dots between labels, such as SYNC01 or sync01.contoso.com, 64 characters at most"
  ) { bytes in isDNSName(bytes, labels: 1) }

  /// Source: `[MS-ADTS]` 3.1.1.1.2, lDAPDisplayName: a letter, then letters, digits and hyphens; 256 characters at most.
  static let attributeName = word(
    "an attribute name", code: .invalidAttributeName, pattern: "^[A-Za-z][A-Za-z0-9_.-]*$", longest: 256,
    words: "a letter, then letters, digits, hyphens, dots and underscores, such as extensionAttribute1"
  ) { bytes in
    guard let first = bytes.first, isLetter(first) else { return false }
    return bytes.allSatisfy { isLetter($0) || isDigit($0) || $0 == hyphen || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") }
  }

  /// One mailbox address: enough of RFC 5321 to catch slips, without quoted local parts.
  static let email = word(
    "a mail address", code: .invalidEmail,
    pattern:
      "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$",
    longest: 254, words: "one address such as identity-ops@contoso.com"
  ) { bytes in
    let halves = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard halves.count == 2, (1...64).contains(halves[0].count) else { return false }
    return halves[0].allSatisfy { isLetter($0) || isDigit($0) || Array(".!#$%&'*+/=?^_`{|}~-".utf8).contains($0) }
      && isDNSName(Array(halves[1]), labels: 2)
  }

  /// A folder beside the input file: relative, with forward slashes, and never out of the input's own folder.
  static let relativePath = word(
    "a relative path", code: .invalidPath, pattern: "^[A-Za-z0-9._ -]+(/[A-Za-z0-9._ -]+)*$", longest: 200,
    words: "letters, digits, '.', '_', '-' and blanks between forward slashes, without '..' and not from the root"
  ) { bytes in
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && !part.elementsEqual("..".utf8) && !part.elementsEqual(".".utf8)
        && part.allSatisfy { isLetter($0) || isDigit($0) || Array("._- ".utf8).contains($0) }
    }
  }
}

private let hyphen = UInt8(ascii: "-")
private func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
private func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) && byte < 0x80 }
private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func isDNSName(_ bytes: [UInt8], labels: Int) -> Bool {
  let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return parts.count >= labels
    && parts.allSatisfy { part in
      (1...63).contains(part.count) && part.allSatisfy { isLetter($0) || isDigit($0) || $0 == hyphen } && part.first != hyphen
        && part.last != hyphen
    }
}
