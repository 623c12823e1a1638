import Artifacts
import Hashing
import Output
import TemplateEngine

/// The templates of a run: the built-in ones, with those of a folder in their place.
enum TemplateOverrides {
  /// A template is a text that people read; one that is larger is something else.
  private static let largestTemplate = 1 << 20

  /// With the digest of what is in the place of built-in ones; of those, the program itself knows whether they changed.
  static func load(_ folder: String?) throws -> (templates: KitTemplates, digest: String) {
    guard let folder else { return (KitTemplates(onDemandFor: ArtifactCatalog.kinds), "built-in") }
    let files = try FileAccess().readFolder(folder, atMost: largestTemplate)
    let templates = try KitTemplates(
      overriding: files.map {
        TemplateSource(name: $0.path, text: String(decoding: $0.bytes, as: UTF8.self), file: "\(folder)/\($0.path)")
      })
    return (templates, Digest.sha256Hex(Array(files.map { "\($0.path) \(Digest.sha256Hex($0.bytes))\n" }.joined().utf8)))
  }
}
