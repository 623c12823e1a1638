import Diagnostics

/// The text of one template and the name it is asked for by.
package struct TemplateSource: Sendable {
  /// The path below the templates' folder, such as `PowerShell/Connect/stop-scheduler.ps1`. Its ending decides the language.
  package let name: String
  /// Line ends are LF; an artifact that needs others changes them when all is rendered.
  package let text: String
  /// The file as messages name it: what the user typed for an override, the name otherwise.
  package let file: String

  package init(name: String, text: String, file: String? = nil) {
    self.name = name
    self.text = text
    self.file = file ?? name
  }

  /// The place after the last scalar.
  var endPosition: SourcePosition {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return SourcePosition(line: lines.count, column: (lines.last?.count ?? 0) + 1)
  }
}
