import Artifacts
import Output
import TemplateEngine

/// The templates of a run: the built-in ones, with those of a folder in their place.
enum TemplateOverrides {
  /// A template is a text that people read; one that is larger is something else.
  private static let largestTemplate = 1 << 20

  static func load(_ folder: String?) throws -> KitTemplates {
    guard let folder else { return KitTemplates(onDemandFor: ArtifactCatalog.kinds) }
    let files = try FileAccess().readFolder(folder, atMost: largestTemplate)
    return try KitTemplates(
      overriding: files.map {
        TemplateSource(name: $0.path, text: String(decoding: $0.bytes, as: UTF8.self), file: "\(folder)/\($0.path)")
      })
  }
}
