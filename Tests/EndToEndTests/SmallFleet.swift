import Foundation
import Output

/// A base and a table in a folder of their own.
struct SmallFleet {
  let folder: TemporaryFolder

  /// - Parameter rows: lines of the table, behind its header `environment,connect.precedence.from`.
  init(_ rows: [String], header: String = "environment,connect.precedence.from", base change: (String) -> String = { $0 }) throws
  {
    folder = try TemporaryFolder()
    let text = try String(contentsOfFile: Program.example("contoso"), encoding: .utf8)
    try folder.write(change(text), to: "base.yaml")
    try folder.write("extends: base.yaml\nfleet:\n  rows: table.csv\n", to: "fleet.yaml")
    try write([header] + rows)
  }

  func write(_ lines: [String]) throws { try folder.write(lines.joined(separator: "\n") + "\n", to: "table.csv") }

  func run(_ command: String, _ arguments: String...) throws -> Program.Run {
    try Program.run(
      [command, "fleet.yaml"] + (command == "assess" || command == "explain" ? [] : ["--output", "made"]) + arguments,
      in: folder.path)
  }

  /// The digest of each kit that stands there, by its name; nil stands for one whose manifest, checksums and files do not agree.
  func kits() throws -> [String: String?] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "made").filter { !$0.hasPrefix(".") }
    return Dictionary(
      uniqueKeysWithValues: names.map { name in
        let kit = folder.path + "made/\(name)"
        let isWhole = (try? FolderVerifier().verify(kit))?.isSame ?? false
        let sums = FileManager.default.contents(atPath: "\(kit)/SHA256SUMS").map { String(decoding: $0, as: UTF8.self) }
        return (name, isWhole ? sums : nil)
      })
  }

  /// Hidden names beside the kits, but for what runs remember.
  func leftovers() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path + "made").filter { $0.hasPrefix(".") && $0 != ".syncshift" }
  }
}
