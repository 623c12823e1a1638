import Diagnostics
import Vocabulary

/// No folder of the kit has a name that Windows keeps for devices.
enum ReservedNameRule {
  static let reserved = DiagnosticCode(
    "reserved-name", .error,
    "Windows keeps CON, PRN, AUX, NUL, COM1 to COM9 and LPT1 to LPT9 for devices, also with an ending after a dot. A folder of that name cannot be made there, and the kit is carried to Windows servers."
  )

  private static let names: [String] =
    ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] }

  static let rule = EnvironmentRule([reserved]) { context, diagnostics in
    let environment = context.environment
    let folders = [environment.name] + environment.connect.servers.map(\.name) + environment.domains.map(\.domain.name)
    for folder in folders {
      let stem = foldedASCII(folder.value).prefix { $0 != UInt8(ascii: ".") }
      if names.contains(where: { $0.utf8.elementsEqual(stem) }) {
        diagnostics.report(
          reserved, "\(MessageText.quote(folder.value)) cannot be the name of a folder on Windows", at: folder.range,
          hint: "use another name")
      }
    }
  }
}
