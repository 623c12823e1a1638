import Diagnostics

/// Everything that is wrong with a template, or with a set of overrides; never empty.
package struct TemplateErrors: Error, Sendable {
  /// In reading order, each with its place in the template file.
  package let diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
