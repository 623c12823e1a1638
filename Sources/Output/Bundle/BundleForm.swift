/// The kind of archive that a bundle is.
package enum BundleForm: String, Sendable, CaseIterable {
  /// POSIX ustar, for Linux.
  case tar
  /// Stored, for Windows, whose file manager opens it.
  case zip

  /// Which of the two the bytes look like, also when one byte of the signature is damaged; nil when they look like neither.
  init?(looksOf bytes: [UInt8]) {
    let likeness = Self.allCases.map { form in
      (form, Swift.zip(bytes.dropFirst(form.signature.offset), form.signature.bytes).count { $0 == $1 })
    }
    guard let best = likeness.max(by: { $0.1 < $1.1 }), best.1 >= 3 else { return nil }
    self = best.0
  }

  /// What stands where. Sources: POSIX.1-2017 pax, "ustar Interchange Format"; PKWARE APPNOTE 4.3.7.
  private var signature: (offset: Int, bytes: [UInt8]) {
    switch self {
    case .tar: (257, Array("ustar".utf8))
    case .zip: (0, [0x50, 0x4B, 3, 4])
    }
  }
}
