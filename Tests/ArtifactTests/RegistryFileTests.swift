import Diagnostics
import Model
import Plan
import SampleEstates
import Testing
import Vocabulary

@testable import Artifacts

/// The two files for the registry editor.
struct RegistryFileTests {
  private static func files(_ estate: String = "contoso", findings: [Finding] = []) throws -> [Artifact] {
    let plan = try SampleEstate.plan(SampleEstate.yaml(estate), findings: findings)
    return RegistryFiles.artifacts(for: PagePlan(plan), KitTemplates(onDemandFor: ArtifactCatalog.kinds))
  }

  @Test func `They are eight-bit text with CRLF, the header of version 5 and nothing but ASCII`() throws {
    let files = try Self.files()
    #expect(files.map(\.path) == ["20-agents/15-enable-tls-1.2.reg", "20-agents/16-undo-tls-1.2.reg"])
    for file in files {
      #expect(file.bytes.starts(with: "Windows Registry Editor Version 5.00\r\n\r\n".utf8), "\(file.path)")
      #expect(file.bytes.allSatisfy { $0 == 0x0D || $0 == 0x0A || (0x20...0x7E).contains($0) }, "\(file.path)")
      let lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      #expect(lines.last?.isEmpty == true && lines.dropLast().allSatisfy { $0.last == 0x0D }, "\(file.path)")
    }
  }

  /// Microsoft's text: two keys with two numbers each, one with one.
  @Test func `One sets the keys of the prerequisites, and the other takes out the same values and no key`() throws {
    let texts = try Self.files().map { file in
      String(decoding: file.bytes, as: UTF8.self).split(separator: "\r\n").map(String.init).filter { !$0.hasPrefix(";") }
    }
    let protocolKey = "[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\"
    let dotnet = "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319]"
    #expect(
      texts[0].dropFirst() == [
        protocolKey + "Client]", "\"DisabledByDefault\"=dword:00000000", "\"Enabled\"=dword:00000001", protocolKey + "Server]",
        "\"DisabledByDefault\"=dword:00000000", "\"Enabled\"=dword:00000001", dotnet, "\"SchUseStrongCrypto\"=dword:00000001",
      ])
    #expect(
      texts[1].dropFirst() == [
        protocolKey + "Client]", "\"DisabledByDefault\"=-", "\"Enabled\"=-", protocolKey + "Server]", "\"DisabledByDefault\"=-",
        "\"Enabled\"=-", dotnet, "\"SchUseStrongCrypto\"=-",
      ])
  }

  @Test func `A blocker withholds them, as everything that changes something on the way forward`() throws {
    let environment = try SampleEstate.environment(SampleEstate.yaml("contoso"))
    let finding = Finding(
      FindingCode("tried", limit: "", citations: []), .blocker, fact: "", remedy: "", at: environment.name.range,
      keyPath: "environment")
    #expect(try Self.files(findings: [finding]).isEmpty)
  }
}
