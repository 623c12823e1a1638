import Foundation
import Testing

/// The generator never touches a network. Its system calls say so.
@Suite struct NetworkTests {
  /// strace is there and may watch a child: some containers forbid it.
  static let canWatch: Bool = {
    guard Tool.isInstalled("strace") else { return false }
    return (try? Tool.run("strace", ["-f", "-e", "trace=network", "-o", "/dev/null", "true"]).status) == 0
  }()

  @Test(.enabled(if: canWatch, "NOT CHECKED: strace is missing or may not watch a process here"))
  func generatingMakesNoNetworkCall() throws {
    let folder = try TemporaryFolder()
    let run = try Tool.run(
      "strace",
      ["-f", "-qq", "-e", "trace=%network", "-e", "signal=none", "-o", folder.path + "calls", Program.path, "generate"]
        + ExampleKits.names.map(Program.example) + ["--output", folder.path + "Output"])
    #expect(run.status == 0, "\(run.errorText)")
    let calls = String(decoding: try folder.bytes("calls"), as: UTF8.self)
    #expect(calls.isEmpty, "the program called:\n\(calls)")
  }

  @Test(.enabled(if: canWatch, "NOT CHECKED: strace is missing or may not watch a process here"))
  func theWatchWouldSeeANetworkCall() throws {
    let folder = try TemporaryFolder()
    _ = try Tool.run(
      "strace", ["-f", "-qq", "-e", "trace=%network", "-o", folder.path + "calls", "bash", "-c", "exec 3<>/dev/udp/127.0.0.1/9"])
    #expect(String(decoding: try folder.bytes("calls"), as: UTF8.self).contains("socket("))
  }

  @Test(.enabled(if: canWatch, "NOT CHECKED: strace is missing or may not watch a process here"))
  func generatingOpensNothingBesideItsArgumentsAndTheSystemsLibraries() throws {
    let folder = try TemporaryFolder()
    _ = try Tool.run(
      "strace",
      [
        "-f", "-qq", "-e", "trace=open,openat,execve", "-o", folder.path + "calls", Program.path, "generate",
        Program.example("contoso"),
      ]
        + ["--output", folder.path + "Output"])
    let calls = String(decoding: try folder.bytes("calls"), as: UTF8.self).split(separator: "\n")
    #expect(calls.count { $0.contains("execve(") } == 1, "the program started another one")
    let allowed = ["/etc/ld.so", "/proc/", "/sys/", "/dev/null", Program.package, folder.path]
    for call in calls where call.contains("openat(AT_FDCWD, \"/") || call.contains("open(\"/") {
      let path = call.split(separator: "\"")[1]
      let isLibrary = path.hasSuffix(".so") || path.contains(".so.")
      #expect(isLibrary || allowed.contains { "\(path)/".hasPrefix($0) }, "the program opened \(path)")
    }
  }
}
