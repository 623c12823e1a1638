import Testing

@testable import Output

/// Bundles, and what verification says about each of their bytes.
struct BundleTests {
  private static let kit = KitContents(Samples.old)

  @Test(arguments: BundleForm.allCases)
  func `a bundle holds the manifest first, then the checksums, then the rest sorted`(_ form: BundleForm) {
    let paths = Bundle(Self.kit, form).regions.prefix(Self.kit.files.count).map(\.path)
    #expect(paths.prefix(2) == ["contoso/manifest.json", "contoso/SHA256SUMS"])
    #expect(paths.dropFirst(2).map { $0 ?? "" } == paths.dropFirst(2).map { $0 ?? "" }.sorted())
  }

  @Test(arguments: BundleForm.allCases)
  func `a bundle is what was written`(_ form: BundleForm) throws {
    let verification = try #require(BundleVerifier(Bundle(Self.kit, form).bytes)).verify()
    #expect(verification.items == [])
    #expect(verification.environment == "contoso")
    #expect(verification.files == Self.kit.files.count)
  }

  @Test(arguments: [
    (BundleForm.tar, "tar xf bundle.tar", "tar tvf bundle.tar | head -n 1"),
    (.zip, "unzip -q bundle.zip", "unzip -tq bundle.zip"),
  ])
  func `the system's own tools unpack it, permissions included`(_ form: BundleForm, _ unpack: String, _ list: String) throws {
    let folder = TemporaryFolder()
    try FileAccess().writeNew([("bundle.\(form.rawValue)", Bundle(Self.kit, form).bytes)], to: folder.path)
    try #require(Shell.run("command -v \(unpack.prefix { $0 != " " })").isEmpty == false)
    #expect(Shell.run("cd '\(folder.path)' && \(unpack)") == "")
    #expect(!Shell.run("cd '\(folder.path)' && \(list)").contains("exit"))
    let unpacked = try KitVerifier().verify(folder.at("contoso"))
    #expect(unpacked.items == [])
    #expect(folder.status("contoso/30-graph/contoso.com/start.sh")?.isExecutable == true)
  }

  /// Every single byte of both archives, changed in one bit.
  @Test(arguments: BundleForm.allCases)
  func `a changed byte anywhere is found, and the file that it belongs to is named`(_ form: BundleForm) {
    let bundle = Bundle(Self.kit, form)
    var bytes = bundle.bytes
    var index = 0
    var missed: [String] = []
    for region in bundle.regions {
      let path = region.path.map { String($0.dropFirst("contoso/".count)) } ?? "(end of the archive)"
      for _ in region.bytes.indices {
        let bit: UInt8 = 1 << UInt8(index % 8)
        bytes[index] ^= bit
        let items = BundleVerifier(bytes)?.verify().items ?? []
        if !items.contains(where: { $0.path == path || $0.detail.contains(path) }) {
          missed.append("byte \(index) of \(path): \(items)")
        }
        bytes[index] ^= bit
        index += 1
      }
    }
    #expect(index == bundle.bytes.count)
    #expect(missed == [])
  }

  @Test(arguments: BundleForm.allCases)
  func `a cut or lengthened archive is found`(_ form: BundleForm) throws {
    let bytes = Bundle(Self.kit, form).bytes
    for count in stride(from: 600, to: bytes.count, by: 97) {
      #expect(try !#require(BundleVerifier(Array(bytes.prefix(count)))).verify().isSame, "\(count) bytes")
    }
    #expect(try #require(BundleVerifier(bytes + [0])).verify().items.map(\.fault) == [.extra])
  }

  @Test func `another file is no bundle`() {
    #expect(BundleVerifier(Array("just a text that is long enough".utf8)) == nil)
    #expect(BundleVerifier([]) == nil)
  }

  @Test func `the digest that was approved decides`() throws {
    let verifier = try #require(BundleVerifier(Bundle(Self.kit, .tar).bytes))
    let digest = try #require(verifier.verify().manifestDigest)
    #expect(verifier.verify(approved: digest).isSame)
    #expect(verifier.verify(approved: String(repeating: "0", count: 64)).items.map(\.path) == ["manifest.json"])
  }

  @Test(arguments: [("", 0 as UInt32), ("123456789", 0xCBF4_3926), ("a", 0xE8B7_BE43)])
  func `the checksum of zip is the usual one`(_ text: String, _ checksum: UInt32) {
    #expect(CRC32.checksum(Array(text.utf8)) == checksum)
  }

  @Test func `a path above 100 bytes is parted for tar`() {
    let path = "contoso/" + String(repeating: "a", count: 60) + "/" + String(repeating: "b", count: 50)
    let header = TarBundle.header(BundleFile(path: path, bytes: [], isExecutable: false))
    #expect(
      String(decoding: header[345..<500].prefix { $0 != 0 }, as: UTF8.self) == "contoso/" + String(repeating: "a", count: 60))
    #expect(String(decoding: header[..<100].prefix { $0 != 0 }, as: UTF8.self) == String(repeating: "b", count: 50))
  }

  @Test(arguments: [
    ("contoso/" + String(repeating: "a", count: 101), false), (String(repeating: "a", count: 156) + "/b", false),
    ("contoso/a", true),
  ])
  func `tar says which paths it cannot hold`(_ path: String, _ holds: Bool) { #expect(TarBundle.holds(path) == holds) }

  /// Bundles with a manifest that somebody wrote: nothing may stop the program.
  @Test(arguments: BundleForm.allCases, [0, 1, Int.max, Int.max - 600])
  func `a manifest that lies about sizes and names is no way to stop the program`(_ form: BundleForm, _ size: Int) throws {
    for name in ["a", String(repeating: "n", count: 110)] {
      let file = ManifestFile(
        path: name, kind: "sample", steps: [], keyPaths: [], size: size, sha256: String(repeating: "0", count: 64),
        isExecutable: false)
      let manifest = Manifest(header: Samples.header, files: [file])
      let sums = Checksums.bytes(of: manifest, manifestBytes: manifest.bytes)
      let bytes = Bundle(
        [("manifest.json", manifest.bytes), ("SHA256SUMS", sums), ("a", Array("a".utf8))].map {
          BundleFile(path: "contoso/\($0.0)", bytes: $0.1, isExecutable: false)
        }, form
      ).bytes
      #expect(try !#require(BundleVerifier(bytes)).verify().isSame)
      let folder = TemporaryFolder()
      try FileAccess().writeNew(
        [("manifest.json", manifest.bytes), ("SHA256SUMS", sums), (name, Array("a".utf8))], to: folder.path)
      #expect(try KitVerifier().verify(folder.path).items.map(\.path) == [name])
    }
  }
}
