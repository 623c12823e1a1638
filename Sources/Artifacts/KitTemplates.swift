import Diagnostics
import TemplateEngine
import Templates

/// Every template that the catalogue uses, compiled. Made once a run and used for every environment.
package struct KitTemplates: Sendable {
  private let compiled: [String: CompiledTemplate]

  /// - Parameters:
  ///   - overrides: templates that replace built-in ones of the same name.
  ///   - kinds: whose templates are compiled.
  /// - Throws: everything that is wrong with any of them, at once.
  package init(
    overriding overrides: [TemplateSource] = [], for kinds: [any ArtifactKind.Type] = ArtifactCatalog.kinds
  ) throws(TemplateErrors) {
    let library = try Self.library.overriding(with: overrides)
    var compiled: [String: CompiledTemplate] = [:]
    var problems: [Diagnostic] = []
    for use in kinds.flatMap({ $0.templates }) {
      do throws(TemplateErrors) {
        compiled[use.name] = try library.compile(use.name, against: use.shape)
      } catch {
        problems += error.diagnostics
      }
    }
    guard problems.isEmpty else { throw TemplateErrors(problems) }
    self.compiled = compiled
  }

  /// The templates that this binary holds.
  package static let library = TemplateLibrary(Templates.all.map { TemplateSource(name: $0.name, text: $0.text) })

  /// The rendered text, with the line ends and the byte order mark that its language has in the kit.
  func render(_ name: String, _ value: TemplateValue) -> [UInt8] {
    guard let template = compiled[name] else { preconditionFailure("the catalogue does not list the template \(name)") }
    return TextForm(fileName: name).bytes(template.render(value))
  }
}
