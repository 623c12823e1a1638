import CLibCrypto

/// Message digests by OpenSSL's libcrypto.
package enum Digest {
  /// SHA-256 of the bytes, 32 bytes.
  package static func sha256(_ bytes: some Sequence<UInt8>) -> [UInt8] { digest(bytes, Self.sha256Algorithm) }

  /// SHA-256 in lower-case hexadecimal, as `sha256sum` prints it.
  package static func sha256Hex(_ bytes: some Sequence<UInt8>) -> String { hex(sha256(bytes)) }

  /// SHA-1 of the bytes, 20 bytes. For UUID version 5 only (RFC 9562, 5.5), which prescribes it.
  package static func sha1(_ bytes: some Sequence<UInt8>) -> [UInt8] { digest(bytes, EVP_sha1()) }

  /// Lower-case hexadecimal, two digits a byte.
  package static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// libcrypto without its configuration file: by default it opens the one that `OPENSSL_CONF` names, and a stage reads
  /// nothing but its arguments.
  static let ready: Bool = OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil) == 1

  /// Looked up once: libcrypto would look for an implementation anew for every digest.
  nonisolated(unsafe) private static let sha256Algorithm = ready ? EVP_MD_fetch(nil, "SHA256", nil) : nil

  private static func digest(_ bytes: some Sequence<UInt8>, _ algorithm: OpaquePointer?) -> [UInt8] {
    precondition(ready, "libcrypto did not initialise")
    if let digest = bytes.withContiguousStorageIfAvailable({ digest(UnsafeRawBufferPointer($0), algorithm) }) { return digest }
    return ContiguousArray(bytes).withUnsafeBytes { digest($0, algorithm) }
  }

  private static func digest(_ bytes: UnsafeRawBufferPointer, _ algorithm: OpaquePointer?) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    let done = EVP_Digest(bytes.baseAddress, bytes.count, &out, &length, algorithm, nil)
    precondition(done == 1, "libcrypto refused to digest \(bytes.count) bytes")
    return Array(out.prefix(Int(length)))
  }
}
