/// Verifies what the user names: the folder of a kit, or a bundle.
package struct KitVerifier: Sendable {
  private let fileSystem: FileSystem

  package init(fileSystem: FileSystem = FileSystem()) { self.fileSystem = fileSystem }

  /// - Parameters:
  ///   - approved: the digest that the manifest has to have, in lower-case hexadecimal.
  ///   - domain: verify the part of this domain; files of other domains may then be missing.
  ///   - signed: take signature blocks off the `.ps1` files of a folder before they are compared. What is in a bundle was never signed.
  package func verify(_ path: String, approved: String? = nil, domain: String? = nil, signed: Bool = false) throws(OutputFailure)
    -> KitVerification
  {
    if try FileAccess(fileSystem: fileSystem).isFolder(path) {
      return try FolderVerifier(fileSystem: fileSystem).verify(path, approved: approved, domain: domain, signed: signed)
    }
    let bytes = try FileAccess(fileSystem: fileSystem).read(path, atMost: BundleVerifier.largest)
    guard let bundle = BundleVerifier(bytes) else {
      throw OutputFailure(
        OutputCatalog.wrongKind, "'\(path)' is neither a tar nor a stored zip archive",
        hint: "name a kit's folder, or a file that 'syncshift bundle' wrote")
    }
    return bundle.verify(approved: approved, domain: domain)
  }
}
