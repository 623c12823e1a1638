import Testing

@testable import Output

struct ManifestTests {
  @Test func readsLikeThis() {
    let header = ManifestHeader(
      toolVersion: "0.1.0", environment: "contoso", revision: 2,
      units: [
        .init(domain: "b.contoso.com", units: []),
        .init(domain: "a.contoso.com", units: ["OU=M\u{FC}ller & \"S\u{F6}hne\",DC=a\\,b"]),
      ], waivers: ["many-members"], isForced: false)
    let kit = Kit(
      tree: OutputTree([
        Samples.file("b.sh", "#\n", executable: true),
        OutputFile(path: "a.md", bytes: [], isExecutable: false, kind: "runbook", steps: [], keyPaths: []),
      ]), header: header)
    #expect(
      String(decoding: kit.manifest.bytes, as: UTF8.self) == """
        {
          "format": 1,
          "tool": "syncshift",
          "version": "0.1.0",
          "environment": "contoso",
          "revision": 2,
          "forced": false,
          "waivers": [
            "many-members"
          ],
          "units": {
            "a.contoso.com": [
              "OU=Müller & \\"Söhne\\",DC=a\\\\,b"
            ],
            "b.contoso.com": []
          },
          "files": [
            {
              "path": "a.md",
              "kind": "runbook",
              "steps": [],
              "keyPaths": [],
              "size": 0,
              "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
              "executable": false
            },
            {
              "path": "b.sh",
              "kind": "sample",
              "steps": [
                "step-1"
              ],
              "keyPaths": [
                "waves[pilot].units[0]"
              ],
              "size": 2,
              "sha256": "32c4858e22cc2c967b42150fa550562a2c839c2cebcaab91cabdf6f4da020022",
              "executable": true
            }
          ]
        }

        """)
  }

  @Test func theOrderOfTheInputDoesNotShow() {
    let files = [Samples.file("b", "1"), Samples.file("a/c", "2"), Samples.file("a-b", "3")]
    #expect(Samples.kit(files).manifest.bytes == Samples.kit(files.reversed()).manifest.bytes)
    #expect(Samples.kit(files).files.map(\.path) == ["SHA256SUMS", "a-b", "a/c", "b", "manifest.json"])
  }

  @Test(arguments: [
    "", "plain", "\"quoted\" \\ back\\slash/", "line\nbreak\r\n\ttab\u{0}\u{1F}\u{7F}", "e\u{301} \u{E9}",
    "\u{1F600}\u{202E}\u{2028}",
    "\"\u{301}", String(repeating: "x\"", count: 10_000),
  ])
  func whatIsWrittenIsReadBack(text: String) throws {
    let header = ManifestHeader(
      toolVersion: text, environment: text, revision: .max, units: [.init(domain: text, units: [text])], waivers: [text],
      isForced: true)
    let tree = OutputTree([
      OutputFile(path: "a", bytes: Array(text.utf8), isExecutable: true, kind: text, steps: [text], keyPaths: [text, text])
    ])
    let written = Manifest(header: header, tree: tree)
    let read = try Manifest(reading: written.bytes)
    #expect(read.bytes == written.bytes)
    #expect(read.header.environment.utf8.elementsEqual(text.utf8))
    #expect(read.files[0].keyPaths[1].utf8.elementsEqual(text.utf8))
  }

  @Test func namesThatLookTheSameStayDifferent() throws {
    let units = [ManifestHeader.DomainUnits(domain: "a", units: ["OU=\u{E9}", "OU=e\u{301}"])]
    let header = ManifestHeader(toolVersion: "1", environment: "a", revision: 1, units: units, waivers: [])
    let read = try Manifest(reading: Manifest(header: header, tree: OutputTree([])).bytes)
    #expect(read.header.units[0].units.map { $0.utf8.count } == [5, 6])
  }

  private static let valid = String(decoding: Samples.old.manifest.bytes, as: UTF8.self)

  @Test(arguments: [
    ("\"format\": 1", "\"format\": 2", "format 2 was written by another version; this one reads format 1"),
    ("\"tool\": \"syncshift\"", "\"tool\": \"other\"", "'tool' is not 'syncshift'"),
    ("\"format\": 1", "\"format\": \"1\"", "'format' of the manifest is not a number"),
    ("\"forced\": false", "\"forced\": 0", "'forced' of the manifest is not true or false"),
    ("  \"revision\": 1,\n", "", "the manifest has no 'revision'"),
    ("\"revision\": 1,", "\"revision\": 1, \"more\": null,", "the manifest has the unknown key 'more'"),
    ("\"path\": \"README.md\"", "\"path\": \"../../etc/passwd\"", "the path '../../etc/passwd' has the part '..'"),
    ("\"path\": \"README.md\"", "\"path\": \"/etc/passwd\"", "the path '/etc/passwd' is not relative"),
    ("\"path\": \"README.md\"", "\"path\": \"same.txt\"", "the paths 'same.txt' and 'same.txt' collide"),
    ("\"path\": \"README.md\"", "\"path\": \"sha256sums\"", "the paths 'SHA256SUMS' and 'sha256sums' collide"),
    ("\"size\": 8", "\"size\": -8", "the size of 'README.md' is below zero"),
    ("\"sha256\": \"", "\"sha256\": \"A", "'sha256' of '00-assess/count.ps1' is not 64 hexadecimal digits"),
    ("\"waivers\": []", "\"waivers\": [1]", "'waivers' of the manifest holds something that is no text"),
    ("\"units\": {", "\"units\": { \"x\": {},", "units of 'x' is not a list"),
    ("\"tool\": \"syncshift\"", "\"tool\": \"syncshift\", \"tool\": \"\"", "line 3, column 24: the key is there twice"),
    ("{\n", "", "line 1, column 11: something follows the end of the value"),
  ])
  func refusesAManifestThatNoRunWrote(find: String, replacement: String, message: String) throws {
    let place = try #require(Self.valid.firstRange(of: find))
    let text = Self.valid.replacingCharacters(in: place, with: replacement)
    #expect(throws: Manifest.Problem(message: message)) { try Manifest(reading: Array(text.utf8)) }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
