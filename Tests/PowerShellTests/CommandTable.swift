import Foundation

/// The commands that scripts may call, with where each is documented. A new one is written into `commands.json` with its source, or it is not used.
enum CommandTable {
  struct Entry: Decodable, Sendable {
    let name: String
    let module: String
    let source: String
    let parameters: [String]
  }

  static let entries: [Entry] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "commands.json")
    do { return try JSONDecoder().decode([Entry].self, from: try Data(contentsOf: file)) } catch { fatalError("\(error)") }
  }()

  static let byName: [String: Entry] = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0) })

  /// Parameters that every cmdlet has. Source: about_CommonParameters (PowerShell 5.1).
  static let common: Set<String> = [
    "Debug", "ErrorAction", "ErrorVariable", "InformationAction", "InformationVariable", "OutBuffer", "OutVariable",
    "PipelineVariable",
    "Verbose", "WarningAction", "WarningVariable",
  ]

  /// Commands whose script block stands first by custom.
  static let takesBlock: Set<String> = ["ForEach-Object", "Where-Object"]

  /// Commands that change something outside the run folder. Source: their reference pages; the ADSync ones have no `-WhatIf` of their own.
  static let setters: Set<String> = [
    "Add-AADCloudSyncADDomain", "Add-AADCloudSyncGMSA", "Add-ADSyncRule", "Connect-AADCloudSyncAzureAD",
    "Invoke-ADSyncRunProfile",
    "Move-ADObject", "New-ADOrganizationalUnit", "Remove-ADSyncRule", "Restart-Service", "Set-AADCloudSyncPermissions",
    "Set-ADSyncScheduler", "Set-AuthenticodeSignature", "Start-Process", "Stop-ADSyncSyncCycle",
  ]
}
