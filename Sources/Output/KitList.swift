import Glibc

extension KitReader {
  /// The manifests of all kits in a folder, sorted by the folder's name, bytewise. None when there is no such folder; what is no kit, or has a manifest that
  /// cannot be read, is left out.
  package func kits(in parent: String) throws(OutputFailure) -> [(location: KitLocation, manifest: Manifest)] {
    try OutputFailure.wrap {
      let folder: Folder
      do {
        folder = try fileSystem.folder(at: parent)
      } catch let error as SystemError where error.number == ENOENT || error.number == ENOTDIR {
        return []
      }
      let names = try fileSystem.names(in: folder)
      return names.compactMap { bytes in
        let name = String(decoding: bytes, as: UTF8.self)
        guard KitPathRule.problem(in: name) == nil else { return nil }
        let location = KitLocation(parent: parent, name: name)
        return (try? manifest(of: location)).flatMap { $0 }.map { (location, $0) }
      }
    }
  }
}
