import Diagnostics
import Glibc

/// Standard output for results, standard error for messages.
struct Console: Sendable {
  /// How results and messages are spelled.
  let format: OutputFormat
  /// Takes what is said, to be written later; nil where it is written at once.
  private let kept: KeptOutput?

  init(format: OutputFormat) { self.init(format: format, kept: nil) }

  private init(format: OutputFormat, kept: KeptOutput?) {
    self.format = format
    self.kept = kept
  }

  /// A console like this one that says nothing before it is released.
  func keeping() -> Console { Console(format: format, kept: KeptOutput()) }

  /// Writes what was kept.
  func release() {
    for piece in kept?.take() ?? [] { Self.write(piece.text, to: piece.descriptor) }
  }

  /// Colour only on a terminal, and not where `NO_COLOR` is set to something (no-color.org).
  private var hasColour: Bool {
    guard Self.isTerminal(STDERR_FILENO) else { return false }
    guard let refusal = getenv("NO_COLOR") else { return true }
    return refusal.pointee == 0
  }

  /// Whether somebody looks who can be shown more than lines. `dumb` is what editors and build servers call themselves that cannot.
  static func isTerminal(_ descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1, let name = getenv("TERM"), name.pointee != 0 else { return false }
    return strcmp(name, "dumb") != 0
  }

  func result(_ text: String) { say(text, to: STDOUT_FILENO) }
  func message(_ text: String) { say(text, to: STDERR_FILENO) }

  private func say(_ text: String, to descriptor: Int32) {
    if let kept { kept.append(text, to: descriptor) } else { Self.write(text, to: descriptor) }
  }

  /// - Parameter texts: the files that the diagnostics point into, for excerpts.
  func report(_ diagnostics: [Diagnostic], texts: [(name: String, lines: TextLines)]) {
    guard !diagnostics.isEmpty else { return }
    switch format {
    case .text:
      message(DiagnosticFormatter(texts: texts, colour: hasColour).format(diagnostics))
      message("\(DiagnosticFormatter.summary(diagnostics))\n")
    case .json: message(DiagnosticJSON.format(diagnostics))
    }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return  // Nobody is reading any more.
      }
      bytes = bytes.dropFirst(written)
    }
  }
}
