@testable import Output

/// Small kits that differ in every way a kit can.
enum Samples {
  static func file(_ path: String, _ text: String, executable: Bool = false) -> OutputFile {
    OutputFile(
      path: path, bytes: Array(text.utf8), isExecutable: executable, kind: "sample", steps: ["step-1"],
      keyPaths: ["waves[pilot].units[0]"])
  }

  static let header = ManifestHeader(
    toolVersion: "0.1.0", environment: "contoso", revision: 1,
    units: [.init(domain: "contoso.com", units: ["OU=Pilot,DC=contoso,DC=com"])], waivers: [])

  static func kit(_ files: [OutputFile]) -> Kit { Kit(tree: OutputTree(files), header: header) }

  /// Some files in folders, one of them to be run.
  static let old = kit([
    file("README.md", "read me\n"),
    file("00-assess/count.ps1", "count\r\n"),
    file("30-graph/contoso.com/start.sh", "start\n", executable: true),
    file("rollback/R1/undo.ps1", "undo\r\n"),
    file("same.txt", "same\n"),
  ])

  /// Against `old`: two files the same, one changed, one added in a new folder, two removed with their folders.
  static let new = kit([
    file("README.md", "read me again\n"),
    file("30-graph/contoso.com/start.sh", "start\n", executable: true),
    file("same.txt", "same\n"),
    file("waves/01-pilot/runbook.md", "run\n"),
  ])
}
