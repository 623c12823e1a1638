import CLibCrypto

/// A CMS signature (RFC 5652) in a file of its own beside the bytes that it signs, in DER: `openssl cms -verify -binary -inform DER`
/// and .NET's `SignedCms` read it.
///
/// It has no signed attributes. The one that others put there is the time, and nothing of ours reads a clock; so the same key and bytes give the same
/// signature, with RSA. With an elliptic curve each signature holds a random number.
package enum DetachedSignature {
  /// Why there is no signature, or why it does not hold, in one sentence.
  package struct Problem: Error, Sendable {
    package let message: String
  }

  private static let flags = UInt32(CMS_DETACHED) | UInt32(CMS_BINARY) | UInt32(CMS_NOATTR) | UInt32(CMS_NOSMIMECAP)

  /// - Parameters:
  ///   - key: the private key as PEM.
  ///   - passphrase: the bytes that open an encrypted key; nil when it is not encrypted.
  ///   - certificate: the signer's certificate as PEM; it goes into the signature.
  package static func sign(
    _ bytes: [UInt8], key: [UInt8], passphrase: [UInt8]? = nil, certificate: [UInt8]
  ) throws(Problem) -> [UInt8] {
    let certificate = try read(certificate: certificate)
    defer { X509_free(certificate) }
    let key = try read(key: key, passphrase)
    defer { EVP_PKEY_free(key) }
    guard X509_check_private_key(certificate, key) == 1 else { throw problem("the key does not belong to the certificate") }
    let content = try Memory(bytes)
    guard let message = CMS_sign(certificate, key, nil, content.bio, flags) else { throw problem("libcrypto could not sign") }
    defer { CMS_ContentInfo_free(message) }
    let out = try Memory()
    guard i2d_CMS_bio(out.bio, message) == 1 else { throw problem("libcrypto could not write the signature") }
    return out.bytes
  }

  /// Checks that the key of exactly this certificate signed the bytes. Who issued it, and until when it holds, is not asked: whoever names a certificate trusts it.
  package static func verify(_ bytes: [UInt8], signature: [UInt8], certificate: [UInt8]) throws(Problem) {
    let certificate = try read(certificate: certificate)
    defer { X509_free(certificate) }
    let input = try Memory(signature)
    guard let message = d2i_CMS_bio(input.bio, nil) else { throw problem("the signature is not CMS in DER") }
    defer { CMS_ContentInfo_free(message) }
    let trusted = OPENSSL_sk_new_null()
    defer { OPENSSL_sk_free(trusted) }
    OPENSSL_sk_push(trusted, UnsafeRawPointer(certificate))
    let content = try Memory(bytes)
    // NOINTERN: the certificates that lie in the signature do not count.
    let flags = UInt32(CMS_DETACHED) | UInt32(CMS_BINARY) | UInt32(CMS_NOINTERN) | UInt32(CMS_NO_SIGNER_CERT_VERIFY)
    guard CMS_verify(message, trusted, nil, content.bio, nil, flags) == 1 else {
      throw problem("the signature does not hold for these bytes and this certificate")
    }
  }

  private static func read(certificate: [UInt8]) throws(Problem) -> OpaquePointer {
    let input = try Memory(certificate)
    guard let read = PEM_read_bio_X509(input.bio, nil, refuse, nil) else { throw problem("the certificate is not PEM") }
    return read
  }

  private static func read(key: [UInt8], _ passphrase: [UInt8]?) throws(Problem) -> OpaquePointer {
    let input = try Memory(key)
    guard let passphrase else {
      if let read = PEM_read_bio_PrivateKey(input.bio, nil, refuse, nil) { return read }
      throw problem("the key is not PEM, or it is encrypted and no pass phrase was given")
    }
    var answer = passphrase
    let read = withUnsafeMutablePointer(to: &answer) { PEM_read_bio_PrivateKey(input.bio, nil, give, $0) }
    guard let read else { throw problem("the key is not PEM, or the pass phrase does not open it") }
    return read
  }

  /// Answers libcrypto's question for a pass phrase with none: by default it would ask on the terminal.
  private static let refuse: @convention(c) (UnsafeMutablePointer<CChar>?, Int32, Int32, UnsafeMutableRawPointer?) -> Int32 = {
    _, _, _, _ in -1
  }

  /// Answers it with the bytes that its last argument points to.
  private static let give: @convention(c) (UnsafeMutablePointer<CChar>?, Int32, Int32, UnsafeMutableRawPointer?) -> Int32 = {
    room, size, _, bytes in
    guard let room, let bytes = bytes?.assumingMemoryBound(to: [UInt8].self).pointee, bytes.count <= Int(size) else { return -1 }
    for (index, byte) in bytes.enumerated() { room[index] = CChar(bitPattern: byte) }
    return Int32(bytes.count)
  }

  /// libcrypto without its configuration file; see `Digest`.
  private static let ready: Bool = OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil) == 1

  /// Our words, with libcrypto's own last reason.
  private static func problem(_ message: String) -> Problem {
    let reason = ERR_reason_error_string(ERR_peek_last_error()).map { String(cString: $0) }
    ERR_clear_error()
    return Problem(message: reason.map { "\(message) (\($0))" } ?? message)
  }

  /// Bytes as libcrypto reads and writes them.
  private final class Memory {
    let bio: OpaquePointer

    convenience init() throws(Problem) { try self.init([]) }

    init(_ bytes: [UInt8]) throws(Problem) {
      precondition(DetachedSignature.ready, "libcrypto did not initialise")
      guard let bio = BIO_new(BIO_s_mem()) else { throw problem("libcrypto has no memory") }
      self.bio = bio
      var done = 0
      while done < bytes.count {
        let written = bytes[done...].withUnsafeBytes { BIO_write(bio, $0.baseAddress, Int32(clamping: min($0.count, 1 << 30))) }
        guard written > 0 else { throw problem("libcrypto has no memory") }
        done += Int(written)
      }
    }

    deinit { BIO_free(bio) }

    var bytes: [UInt8] {
      var out: [UInt8] = []
      var block = [UInt8](repeating: 0, count: 1 << 14)
      while true {
        let count = BIO_read(bio, &block, Int32(block.count))
        if count <= 0 { return out }
        out += block.prefix(Int(count))
      }
    }
  }
}
