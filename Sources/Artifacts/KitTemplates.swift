import Diagnostics
import Synchronization
import TemplateEngine
import Templates

/// Every template that the catalogue uses, compiled. Made once a run and used for every environment.
package final class KitTemplates: Sendable {
  private let library: TemplateLibrary
  private let shapes: [String: TemplateShape]
  private let compiled = Mutex<[String: CompiledTemplate]>([:])
  private let observer: Observer?

  /// Told of each file that is rendered: its template, the values, and its bytes. `Benchmarks` gives the same values to another engine.
  package typealias Observer = @Sendable (_ template: String, _ value: TemplateValue, _ bytes: [UInt8]) -> Void

  /// Compiles all of them.
  ///
  /// - Parameters:
  ///   - overrides: templates that replace built-in ones of the same name.
  ///   - kinds: whose templates are compiled.
  /// - Throws: everything that is wrong with any of them, at once.
  package init(
    overriding overrides: [TemplateSource] = [], for kinds: [any ArtifactKind.Type] = ArtifactCatalog.kinds
  ) throws(TemplateErrors) {
    let uses = kinds.flatMap { $0.templates }
    library = try Self.library.overriding(with: overrides)
    observer = nil
    shapes = Self.shapes(of: uses)
    var compiled: [String: CompiledTemplate] = [:]
    var problems: [Diagnostic] = []
    for use in uses {
      do throws(TemplateErrors) {
        compiled[use.name] = try library.compile(use.name, against: use.shape, as: TextForm(fileName: use.name))
      } catch {
        problems += error.diagnostics
      }
    }
    guard problems.isEmpty else { throw TemplateErrors(problems) }
    let all = compiled
    self.compiled.withLock { $0 = all }
  }

  /// The built-in templates, each compiled when it is first used: one small estate uses some of them, a refused one none. That all of them
  /// compile is for our tests to know.
  package init(onDemandFor kinds: [any ArtifactKind.Type], observer: Observer? = nil) {
    library = Self.library
    self.observer = observer
    shapes = Self.shapes(of: kinds.flatMap { $0.templates })
  }

  private static func shapes(of uses: [TemplateUse]) -> [String: TemplateShape] {
    Dictionary(uses.map { ($0.name, $0.shape) }, uniquingKeysWith: { _, last in last })
  }

  /// The templates that this binary holds.
  package static let library = TemplateLibrary(Templates.all.map { TemplateSource(name: $0.name, text: $0.text) })

  /// The rendered text, with the line ends and the byte order mark that its language has in the kit.
  func render(_ name: String, _ value: TemplateValue) -> [UInt8] {
    let bytes = template(name).render(value)
    observer?(name, value, bytes)
    return bytes
  }

  private func template(_ name: String) -> CompiledTemplate {
    if let template = compiled.withLock({ $0[name] }) { return template }
    guard let shape = shapes[name] else { preconditionFailure("the catalogue does not list the template \(name)") }
    do throws(TemplateErrors) {
      let template = try library.compile(name, against: shape, as: TextForm(fileName: name))
      compiled.withLock { $0[name] = template }
      return template
    } catch {
      preconditionFailure("the built-in template \(name) does not compile: \(error.diagnostics.map(\.message))")
    }
  }
}
