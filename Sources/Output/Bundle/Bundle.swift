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

  /// Why the kit does not fit into an archive of this kind, in one sentence; nil when it does.
  package static func problem(_ kit: KitContents, _ form: BundleForm) -> String? {
    problem(kit.files.map(\.path), environment: kit.manifest.header.environment, form)
      ?? (kit.files.reduce(0) { $0 + $1.bytes.count } > BundleVerifier.largest
        ? "the kit is larger than \(BundleVerifier.largest >> 20) MiB" : nil)
  }

  static func problem(_ paths: [String], environment: String, _ form: BundleForm) -> String? {
    if paths.count > ZipBundle.mostFiles { return "the kit has \(paths.count) files, and \(ZipBundle.mostFiles) are the most" }
    guard form == .tar, let path = paths.first(where: { !TarBundle.holds("\(environment)/\($0)") }) else { return nil }
    return "no tar archive can hold the path '\(path)', because its last part is too long; a zip can"
  }

  /// The name of the file, such as `contoso.tar`, or `contoso-emea.contoso.com.tar` for one domain's part.
  package static func fileName(_ kit: KitContents, _ form: BundleForm, part: DomainPart? = nil) -> String {
    let domain = part.map { "-\(String(decoding: KitPathRule.fold($0.domain.utf8), as: UTF8.self))" } ?? ""
    return "\(kit.manifest.header.environment)\(domain).\(form.rawValue)"
  }

  package var bytes: [UInt8] { regions.flatMap(\.bytes) }
}
