import Foundation
import Testing

/// Environments that extend a base, by the program as users start it.
@Suite struct OverlayCommandTests {
  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(try String(contentsOfFile: Program.example("contoso"), encoding: .utf8), to: "base.yaml")
    try folder.write("extends: base.yaml\nenvironment: north\nconnect:\n  precedence:\n    from: 60\n", to: "north.yaml")
    return folder
  }

  @Test func `A field says where its value comes from and what it replaced`() throws {
    let folder = try Self.folder()
    let run = try Program.run(["explain", "connect.precedence.from", "--input", "north.yaml"], in: folder.path)
    #expect(run.outputText.contains("connect.precedence.from: 50, from base.yaml:"))
    #expect(run.outputText.contains(", replaced by 60, from north.yaml:5\n"))
  }

  @Test func `An overlay gives the kit of the merged file, and leaves that of the base alone`() throws {
    let folder = try Self.folder()
    let run = try Program.run(["generate", "base.yaml", "north.yaml", "--output", "made"], in: folder.path)
    #expect(run.status == 0, "\(run.errorText)")
    let base = try GeneratedKit("contoso", in: folder.path + "made/").contents()
    #expect(base == (try ExampleKits.kit("contoso").contents()))
    let north = try GeneratedKit("north", in: folder.path + "made/").contents()
    #expect(north.keys.sorted() == base.keys.sorted())
  }

  @Test func `What is wrong in the base is shown there`() throws {
    let folder = try Self.folder()
    try folder.write(
      "extends: base.yaml\nenvironment: south\nconnect:\n  servers:\n    - { name: SYNC01, remove: yes }\n", to: "south.yaml")
    try folder.write("extends: wrong.yaml\nenvironment: west\n", to: "west.yaml")
    try folder.write("extends: base.yaml\ngoal: some\n", to: "wrong.yaml")
    let south = try Program.run(["generate", "south.yaml", "--output", "made"], in: folder.path)
    #expect(south.status == 1)
    let west = try Program.run(["generate", "west.yaml", "--output", "made"], in: folder.path)
    #expect(west.status == 1)
    #expect(west.errorText.contains("--> wrong.yaml:2:7\n") && west.errorText.contains("2 | goal: some\n"), "\(west.errorText)")
  }
}
