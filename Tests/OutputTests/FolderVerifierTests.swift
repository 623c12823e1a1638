import Glibc
import Testing

@testable import Output

struct FolderVerifierTests {
  private static func written() throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    _ = try KitWriter().write(Samples.old, to: KitLocation(parent: folder.path, name: "contoso"))
    return folder
  }

  /// What somebody did to a kit, as a command in its folder, and what has to be said.
  private static let changes: [(command: String, fault: KitVerification.Fault, path: String)] = [
    ("echo more >> README.md", .edited, "README.md"),
    ("printf 'READ me\\n' > README.md", .edited, "README.md"),
    ("rm same.txt", .missing, "same.txt"),
    ("rm -r rollback", .missing, "rollback/R1/undo.ps1"),
    ("echo new > rollback/new.ps1", .extra, "rollback/new.ps1"),
    ("mkdir empty", .extra, "empty/"),
    ("ln -s README.md link", .extra, "link"),
    ("rm same.txt && ln -s README.md same.txt", .edited, "same.txt"),
    ("rm same.txt && mkdir same.txt", .edited, "same.txt"),
    ("chmod +x README.md", .permission, "README.md"),
    ("chmod -x 30-graph/contoso.com/start.sh", .permission, "30-graph/contoso.com/start.sh"),
    ("mv README.md ReadMe.md", .extra, "ReadMe.md"),
    ("sed -i 's/contoso/fabrikam/' manifest.json", .edited, "manifest.json"),
    ("sed -i 's/README/readme/' SHA256SUMS", .edited, "SHA256SUMS"),
    ("rm manifest.json", .missing, "manifest.json"),
    ("rm SHA256SUMS", .missing, "SHA256SUMS"),
    ("printf '{' > manifest.json", .edited, "manifest.json"),
  ]

  @Test(arguments: changes.indices)
  func `what was done to a kit is named`(_ index: Int) throws {
    let change = Self.changes[index]
    let folder = try Self.written()
    #expect(Shell.run("cd '\(folder.at("contoso"))' && \(change.command)") == "")
    let items = try KitVerifier().verify(folder.at("contoso")).items
    #expect(items.contains { $0.fault == change.fault && $0.path == change.path }, "\(change.command): \(items)")
  }

  @Test func `a kit that nobody touched is the same, whatever its folder is called`() throws {
    let folder = try Self.written()
    #expect(Shell.run("mv '\(folder.at("contoso"))' '\(folder.at("a b ü"))'") == "")
    #expect(try KitVerifier().verify(folder.at("a b ü")).items == [])
  }

  @Test func `a signed script counts as its unsigned self only when that is asked for`() throws {
    let folder = try Self.written()
    let script = "rollback/R1/undo.ps1"
    folder.write(
      "contoso/\(script)", "undo\r\n\r\n# SIG # Begin signature block\r\n# MIIabc+/=\r\n# SIG # End signature block\r\n")
    #expect(try KitVerifier().verify(folder.at("contoso")).items.map(\.path) == [script])
    #expect(try KitVerifier().verify(folder.at("contoso"), signed: true).items == [])
  }

  @Test(arguments: [
    "undo\r\n\r\n# SIG # Begin signature block\r\n# MIIabc\r\nRemove-Item x\r\n# SIG # End signature block\r\n",
    "undo\r\n\r\n# SIG # Begin signature block\r\n# MIIabc\r\n# SIG # End signature block\r\nRemove-Item x\r\n",
    "undo\r\n\r\n# SIG # Begin signature block\r\n# MIIabc\r\n",
    "undo!\r\n\r\n# SIG # Begin signature block\r\n# MIIabc\r\n# SIG # End signature block\r\n",
    "undo\r\nx\r\n# SIG # Begin signature block\r\n# MIIabc\r\n# SIG # End signature block\r\n",
  ])
  func `nothing hides behind a signature block`(_ text: String) throws {
    let folder = try Self.written()
    folder.write("contoso/rollback/R1/undo.ps1", text)
    #expect(try KitVerifier().verify(folder.at("contoso"), signed: true).items.map(\.fault) == [.edited])
  }
}
