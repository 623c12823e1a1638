import Diagnostics

/// No path in the kit is longer than 120 characters.
enum PathLengthRule {
  static let tooLong = DiagnosticCode(
    "path-too-long", .error,
    "Paths in the kit have 120 characters at most, so that a kit can be unpacked below any folder on Windows, where 260 is the end. The longest ones hold the name of a wave and that of a domain or server."
  )

  /// What folder numbers and the longest file name leave.
  private static let room = 60

  static let rule = EnvironmentRule([tooLong]) { context, diagnostics in
    let environment = context.environment
    guard let wave = environment.waves.map(\.name).max(by: { $0.value.utf8.count < $1.value.utf8.count }) else { return }
    for name in environment.domains.map(\.domain.name) + environment.connect.servers.map(\.name)
    where name.value.utf8.count + wave.value.utf8.count > room {
      diagnostics.report(
        tooLong, "\(MessageText.quote(name.value)) makes paths too long together with the wave '\(wave.value)'", at: name.range,
        hint: hint(room - name.value.utf8.count),
        notes: [.init("the wave", at: wave.range)])
    }
  }

  private static func hint(_ left: Int) -> String {
    left >= 3 ? "give the wave a name of at most \(left) characters" : "use a shorter name, such as a server's NetBIOS name"
  }
}
