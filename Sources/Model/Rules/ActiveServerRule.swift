import Diagnostics

/// Exactly one Connect server is active.
enum ActiveServerRule {
  static let none = DiagnosticCode(
    "no-active-server", .error,
    "One Connect server exports; the others are in staging mode. Without the active one there is nothing to hand over from.")
  static let several = DiagnosticCode(
    "several-active-servers", .error,
    "Two servers that export to one tenant overwrite each other's work. Connect Sync supports one active server (MS-STAGE).")

  static let rule = EnvironmentRule([none, several]) { context, diagnostics in
    let servers = context.environment.connect.servers
    let active = servers.filter { $0.role.value == .active }
    if let first = active.first {
      for other in active.dropFirst() {
        diagnostics.report(
          several, "\(MessageText.quote(other.name.value)) is a second active server", at: other.role.range,
          hint: "write role: staging",
          notes: [.init("the first active server", at: first.role.range)])
      }
    } else if context.isComplete("connect.servers"), let server = servers.first {
      diagnostics.report(
        none, "no server is active", at: server.role.range, hint: "write role: active at the server that exports")
    }
  }
}
