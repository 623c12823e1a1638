import CLibCrypto

/// A SHA-256 of bytes that come piece by piece.
package final class RunningDigest {
  private let context: OpaquePointer

  package init() {
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("libcrypto has no memory for a digest") }
    self.context = context
    precondition(Digest.ready && EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1, "libcrypto did not begin a digest")
  }

  deinit { EVP_MD_CTX_free(context) }

  package func append(_ bytes: UnsafeRawBufferPointer) {
    precondition(
      EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1, "libcrypto refused to digest \(bytes.count) bytes")
  }

  /// Lower-case hexadecimal. Nothing can be appended after it.
  package func hex() -> String {
    var out = [UInt8](repeating: 0, count: 32)
    precondition(EVP_DigestFinal_ex(context, &out, nil) == 1, "libcrypto did not end a digest")
    return Digest.hex(out)
  }
}
