import Foundation
import Testing

@testable import SyncshiftCLI

/// How far a run is, on terminals of several widths and where there is none.
@Suite struct ProgressTests {
  @Test(arguments: [
    (80, 12, 50, 1.25, "12 of 50 environments, 9.6 a second, 4 s left"),
    (46, 12, 50, 1.25, "12 of 50 environments, 9.6 a second, 4 s left"),
    (45, 12, 50, 1.25, "12 of 50, 9.6 a second, 4 s left"),
    (20, 12, 50, 1.25, "12 of 50, 4 s left"),
    (12, 12, 50, 1.25, "12 of 50"),
    (8, 12, 50, 1.25, "24 %"),
    (4, 12, 50, 1.25, ""),
    (80, 0, 50, 0, "0 of 50 environments"),
    (80, 100, 10_000, 5, "100 of 10000 environments, 20 a second, 8 min 15 s left"),
  ]) func `The line says done, rate and rest, as far as there is room`(
    _ columns: Int, _ done: Int, _ total: Int, _ seconds: Double, _ expected: String
  ) {
    #expect(Progress.text(done: done, of: total, after: seconds, columns: columns) == expected)
  }

  /// What a run leaves on a terminal: bytes that were sent, and rows that are seen at the end and were seen at any time.
  private struct Screen: Decodable {
    let status: Int32
    let sent: String
    let rows: [String]
    let seen: [String]
  }

  /// A terminal that knows CR, LF and where its right edge is, and runs a program.
  private static let terminal = """
    import json, os, pty, struct, sys, fcntl, termios
    columns, program = int(sys.argv[1]), sys.argv[2:]
    pid, master = pty.fork()
    if pid == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.execv(program[0], program)
    sent = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        sent += piece
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    text, rows, seen, at = sent.decode(), [[]], [], 0
    for letter in text:
        if letter in "\\r\\n":
            seen.append("".join(rows[-1]).rstrip())
            at = 0
            if letter == "\\n":
                rows.append([])
            continue
        if at == columns:
            rows.append([])
            at = 0
        rows[-1][at:at + 1] = [letter]
        at += 1
    print(json.dumps({"status": status, "sent": text, "rows": ["".join(row).rstrip() for row in rows], "seen": seen}))
    """

  /// - Returns: nil, said loudly, when there is no Python to make a terminal with.
  private static func run(_ fleet: SmallFleet, columns: Int, _ environment: [String: String], _ arguments: [String]) throws
    -> Screen?
  {
    guard Tool.isInstalled("python3") else {
      print("SKIPPED: the progress of a run on a terminal, since python3 is not there")
      return nil
    }
    let run = try Tool.run(
      "python3", ["-c", terminal, "\(columns)", Program.path] + arguments, in: fleet.folder.path,
      environment: ["TERM": "xterm-256color", "NO_COLOR": ""].merging(environment) { $1 })
    #expect(run.status == 0, "\(run.errorText)")
    return try JSONDecoder().decode(Screen.self, from: Data(run.output))
  }

  private static let rows = (1...6).map { "site\($0),\(50 + $0)" }
  private static let assess = ["assess", "fleet.yaml", "--jobs", "1"]

  @Test(arguments: [20, 40, 80]) func `On a terminal the line is written over, and gone at the end`(_ columns: Int) throws {
    let fleet = try SmallFleet(Self.rows)
    guard let screen = try Self.run(fleet, columns: columns, [:], Self.assess) else { return }
    let lines = screen.seen.filter { $0.hasPrefix("2 of 6") || $0.hasPrefix("5 of 6") }
    #expect(lines.count == 2 && lines.allSatisfy { $0.count < columns }, "\(lines)")
    #expect(columns < 80 || lines[0].hasPrefix("2 of 6 environments, ") && lines[0].hasSuffix(" left"), "\(lines)")
    #expect(!screen.rows.contains { $0.contains(" of 6") }, "\(screen.rows)")
    // What the last row says is how it ended, as without a terminal.
    let plain = try Program.run(Self.assess, in: fleet.folder.path)
    var wrapped: [String] = []
    for line in plain.outputText.split(separator: "\n", omittingEmptySubsequences: false) {
      var rest = line[...]
      repeat {
        let row = rest.prefix(columns)
        rest = rest.dropFirst(columns)
        wrapped.append(String(row.reversed().drop { $0 == " " }.reversed()))
      } while !rest.isEmpty
    }
    #expect(screen.rows == wrapped)
    #expect(plain.errorText.isEmpty, "nothing of it in pipes")
    #expect(screen.status == plain.status)
  }

  @Test func `A terminal that can show nothing but lines is shown nothing of it, and no colour`() throws {
    let fleet = try SmallFleet(Self.rows + ["wrong,x"])
    for name in ["dumb", ""] {
      guard let screen = try Self.run(fleet, columns: 80, ["TERM": name], Self.assess) else { return }
      #expect(!screen.sent.contains(" of 7") && !screen.sent.contains("\u{1B}"), "TERM=\(name)")
      #expect(screen.sent.contains("error: 'x' is not"))
    }
  }

  @Test func `Who wants no colour gets none, and the line all the same`() throws {
    let fleet = try SmallFleet(["wrong,x"] + Self.rows)
    guard let plain = try Self.run(fleet, columns: 80, ["NO_COLOR": "1"], Self.assess),
      let painted = try Self.run(fleet, columns: 80, ["NO_COLOR": ""], Self.assess)
    else { return }
    #expect(plain.sent.contains(" of 7") && !plain.sent.contains("\u{1B}"))
    #expect(painted.sent.contains("\u{1B}[1;31merror\u{1B}[0m"), "an empty NO_COLOR is none")
  }

  @Test func `A run that is spelled as JSON shows nothing of it`() throws {
    let fleet = try SmallFleet(Self.rows)
    guard let screen = try Self.run(fleet, columns: 80, [:], Self.assess + ["--format", "json"]) else { return }
    #expect(!screen.sent.contains(" of 6"))
  }
}
