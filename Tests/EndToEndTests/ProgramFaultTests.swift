import Testing

/// A fault of the program itself has an exit code of its own.
@Suite struct ProgramFaultTests {
  @Test(arguments: ["ILL", "TRAP", "ABRT", "SEGV"])
  func aFaultEndsWith70AndSaysSo(signal: String) throws {
    // The program waits for a pipe that says nothing, and gets the signal that a failed check raises.
    let script = """
      exec 3< <(sleep 20)
      sleeper=$!
      "$1" generate /dev/fd/3 --output never & program=$!
      for _ in {1..100}; do
        if grep -q '^SigCgt:.*[1-9a-f]' "/proc/$program/status"; then break; fi
        sleep 0.05
      done
      sleep 0.3
      kill -\(signal) "$program"
      status=0
      wait "$program" || status=$?
      kill "$sleeper"
      exit "$status"
      """
    let folder = try TemporaryFolder()
    let run = try Tool.run("bash", ["-c", script, "bash", Program.path], in: folder.path)
    #expect(run.status == 70, "\(run.errorText)")
    #expect(run.errorText.contains("a fault of this program"))
  }
}
