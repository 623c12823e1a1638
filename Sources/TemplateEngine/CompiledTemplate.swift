/// A template that was checked against a shape and can be rendered with any value of it.
package struct CompiledTemplate: Sendable {
  package let name: String
  package let language: TemplateLanguage
  private let instructions: [Instruction]
  private let capacity: Int

  init(name: String, language: TemplateLanguage, instructions: [Instruction], size: Int) {
    self.name = name
    self.language = language
    self.instructions = instructions
    capacity = size + size / 2
  }

  /// The text in UTF-8, with LF line ends.
  ///
  /// - Precondition: the value has the shape that the template was compiled against.
  package func render(_ value: TemplateValue) -> [UInt8] {
    var renderer = Renderer(value, capacity: capacity)
    renderer.run(instructions)
    return renderer.out
  }
}
