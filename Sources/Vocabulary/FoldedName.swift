/// The bytes of a name with A to Z in lower case: how DNS (RFC 4343), NetBIOS and attribute names are compared. Other letters are left as they are,
/// in either composition.
package func foldedASCII(_ text: String) -> [UInt8] { text.utf8.map { (65...90).contains($0) ? $0 | 0x20 : $0 } }

/// Whether two spellings are one name of a domain, a server or an attribute.
package func isSameName(_ left: String, _ right: String) -> Bool { foldedASCII(left) == foldedASCII(right) }
