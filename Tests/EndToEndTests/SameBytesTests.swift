import Foundation
import Testing

/// "Same input, same bytes": nothing but the arguments goes in.
@Suite struct SameBytesTests {
  /// A way of running the program that must not matter.
  struct Surroundings: Sendable, CustomTestStringConvertible {
    let name: String
    var environment: [String: String] = [:]
    var umask = "022"
    /// Changes the text of the input without changing what it says.
    var rewrite: @Sendable (String) -> String = { $0 }

    var testDescription: String { name }
  }

  private static let surroundings = [
    Surroundings(name: "another folder"),
    Surroundings(
      name: "Tokyo, Turkish", environment: ["TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"]),
    Surroundings(
      name: "no UTF-8, no home, no path",
      environment: ["TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "C", "HOME": "/nonexistent", "TMPDIR": "/nonexistent"],
      umask: "077"),
    Surroundings(
      name: "variables of the libraries",
      environment: [
        "OPENSSL_CONF": "/nonexistent", "XML_CATALOG_FILES": "/nonexistent", "SOURCE_DATE_EPOCH": "1", "NO_COLOR": "1",
      ],
      umask: "000"),
    Surroundings(name: "keys in another order", rewrite: KeyOrder.reversed),
    Surroundings(name: "byte order mark and Windows line ends") { text in
      "\u{FEFF}" + text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    },
  ]

  @Test(arguments: surroundings, ExampleKits.names)
  func nothingButTheInputMatters(_ surroundings: Surroundings, _ example: String) throws {
    let expected = try ExampleKits.kit(example).contents()
    let folder = try TemporaryFolder()
    let text = try String(contentsOfFile: Program.example(example), encoding: .utf8)
    let rewritten = surroundings.rewrite(text)
    try folder.write(rewritten, to: "elsewhere/\(example).yaml")

    let run = try Tool.run(
      "/bin/sh",
      [
        "-c", "umask \(surroundings.umask) && exec \"$0\" \"$@\"", Program.path, "generate", "\(example).yaml", "--output",
        "made",
      ],
      in: folder.path + "elsewhere", environment: surroundings.environment)

    #expect(run.status == 0, "\(run.errorText)")
    let made = try GeneratedKit(example, in: folder.path + "elsewhere/made/").contents()
    #expect(made.keys.sorted() == expected.keys.sorted())
    for path in made.keys.sorted() where made[path] != expected[path] { Issue.record("\(path) differs") }
  }

  @Test(arguments: ExampleKits.names) func theOtherOrderIsAnotherOrder(_ example: String) throws {
    let text = try String(contentsOfFile: Program.example(example), encoding: .utf8)
    let reversed = KeyOrder.reversed(text)
    #expect(!reversed.hasPrefix("version"))
    #expect(
      reversed.contains("\n  cloud: ") && reversed.contains("\n  - role: active\n    name: ")
        || reversed.contains("    - role: active\n      name: "))
  }
}
