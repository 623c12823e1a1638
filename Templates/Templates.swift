/// The texts that the kit is made of, as they stood below `Templates/` when this binary was built. `all` is written by the build.
package enum Templates {}

/// One file below `Templates/`.
package struct EmbeddedTemplate: Sendable {
  /// The path below `Templates/`, such as `PowerShell/Connect/stop-scheduler.ps1`.
  package let name: String
  /// The file's text, to the byte.
  package let text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
