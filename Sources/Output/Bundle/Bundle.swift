/// A kit in one file, to be carried across: the same kit gives the same bytes, whenever and wherever it is packed.
///
/// The manifest comes first and the checksums second; the others follow sorted by path. So whoever reads a bundle knows from its beginning where each file has
/// to be, and can name the file of every damaged byte.
package struct Bundle: Sendable {
  package let form: BundleForm
  package let regions: [BundleRegion]

  package init(_ kit: KitContents, _ form: BundleForm) {
    let own = [Manifest.fileName, Checksums.fileName]
    let first = own.compactMap { name in kit.files.first { $0.path.utf8.elementsEqual(name.utf8) } }
    let others = kit.files.filter { file in !own.contains { $0.utf8.elementsEqual(file.path.utf8) } }
    self.init(
      (first + others).map {
        BundleFile(path: "\(kit.manifest.header.environment)/\($0.path)", bytes: $0.bytes, isExecutable: $0.isExecutable)
      }, form)
  }

  init(_ files: [BundleFile], _ form: BundleForm) {
    self.form = form
    regions =
      switch form {
      case .tar: TarBundle.regions(files)
      case .zip: ZipBundle.regions(files)
      }
  }

  /// The name of the file, such as `contoso.tar`.
  package static func fileName(_ kit: KitContents, _ form: BundleForm) -> String {
    "\(kit.manifest.header.environment).\(form.rawValue)"
  }

  package var bytes: [UInt8] { regions.flatMap(\.bytes) }
}
