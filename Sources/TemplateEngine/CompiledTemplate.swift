import Synchronization

/// A template that was checked against a shape and can be rendered with any value of it.
package final class CompiledTemplate: Sendable {
  package let name: String
  package let language: TemplateLanguage
  private let form: TextForm
  private let code: LinearCode
  /// Bytes that are kept ready: what the last text took, and at first an estimate. A text that outgrows its place is copied.
  private let size: Atomic<Int>

  init(name: String, language: TemplateLanguage, form: TextForm, instructions: [Instruction], size: Int) {
    self.name = name
    self.language = language
    self.form = form
    code = LinearCode(instructions, form)
    self.size = Atomic(size)
  }

  /// The text in UTF-8, in the form that the template was compiled for.
  ///
  /// - Precondition: the value has the shape that the template was compiled against.
  package func render(_ value: TemplateValue) -> [UInt8] {
    let capacity = size.load(ordering: .relaxed)
    let out = code.withTables { code in
      var renderer = Renderer(code, form, value, capacity: capacity + capacity / 8)
      renderer.run()
      return renderer.out
    }
    size.store(out.count, ordering: .relaxed)
    return out
  }
}
