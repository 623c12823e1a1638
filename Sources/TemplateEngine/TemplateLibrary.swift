import Diagnostics

/// All templates by name.
package struct TemplateLibrary: Sendable {
  private var sources: [String: TemplateSource]
  private var trees = ParsedTemplates()

  /// - Parameter sources: of two with one name, the later counts.
  package init(_ sources: [TemplateSource]) {
    self.sources = Dictionary(sources.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }

  /// In the order of their bytes.
  package var names: [String] { sources.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  package func source(_ name: String) -> TemplateSource? {
    // A dictionary's key may differ in its bytes and be equal to Swift.
    sources[name].flatMap { $0.name.utf8.elementsEqual(name.utf8) ? $0 : nil }
  }

  /// The same library with some templates replaced. A name that is not in use is an error, since nothing would read it.
  package func overriding(with overrides: [TemplateSource]) throws(TemplateErrors) -> TemplateLibrary {
    var library = self
    library.trees = ParsedTemplates()
    var diagnostics: [Diagnostic] = []
    for override in overrides {
      if source(override.name) != nil {
        library.sources[override.name] = override
      } else {
        let start = SourcePosition(line: 1, column: 1)
        diagnostics.append(
          Diagnostic(
            TemplateCatalog.unknownTemplate, "there is no template '\(override.name)' to replace",
            at: SourceRange(file: override.file, start: start, end: start),
            hint: Suggestion.hint(for: override.name, among: names)
              ?? "see 'syncshift templates list'"))
      }
    }
    if !diagnostics.isEmpty { throw TemplateErrors(diagnostics) }
    return library
  }

  /// The nodes of one of these templates, made once however often it is included.
  func parsed(_ source: TemplateSource, as language: TemplateLanguage) -> ParsedTemplates.Tree {
    trees.tree(source, as: language)
  }

  /// Checks a template, and all it includes, against a shape.
  ///
  /// - Parameters:
  ///   - shape: an object; its members are the names that the template may use.
  ///   - form: of the file that is made with it.
  /// - Throws: everything that is wrong, at once.
  package func compile(
    _ name: String, against shape: TemplateShape, as form: TextForm = .plain
  ) throws(TemplateErrors) -> CompiledTemplate {
    let (source, language) = try source(named: name)
    var compiler = TemplateCompiler(library: self, language: language, shape: shape)
    return try compiler.compile(source, form)
  }

  /// What a template does, step by step, with all it includes in its place; for what says the same in another language (`Benchmarks`).
  ///
  /// - Throws: as `compile` does.
  package func instructions(of name: String, against shape: TemplateShape) throws(TemplateErrors) -> [Instruction] {
    let (source, language) = try source(named: name)
    var compiler = TemplateCompiler(library: self, language: language, shape: shape)
    return try compiler.instructions(of: source)
  }

  private func source(named name: String) throws(TemplateErrors) -> (TemplateSource, TemplateLanguage) {
    guard let source = source(name) else {
      throw TemplateErrors([Diagnostic(TemplateCatalog.unknownTemplate, "there is no template '\(name)'")])
    }
    guard let language = TemplateLanguage(fileName: name) else {
      throw TemplateErrors([
        Diagnostic(TemplateCatalog.language, "the ending of '\(name)' names no language that templates are written in")
      ])
    }
    return (source, language)
  }
}
