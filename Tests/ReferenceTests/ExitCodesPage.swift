import Testing
import Vocabulary

/// `Docs/Reference/exit-codes.md`: the numbers that the program and the scripts of a kit end with.
@Suite struct ExitCodesPage {
  @Test func thePageHoldsEveryCode() throws {
    var text = """
      # Exit codes

      ## The program

      | Code | Meaning |
      |---|---|
      | 0 | done; for `plan`, `check`, `diff` and `verify`: nothing differs |
      | 1 | the input has errors, or blockers; with `--strict`, warnings too |
      | 2 | `plan`, `check`, `diff` or `verify` found a difference; `bundle` met a kit that was touched; `assess` found conditions or open questions and no blocker |
      | 64 | wrong arguments |
      | 70 | a fault of the program |
      | 74 | a file or folder could not be read or written |
      | 130 | interrupted with Ctrl+C; what is done is whole, the rest is as it was |

      ## The scripts of a kit

      The same for PowerShell and bash. The result file in the run folder says why.

      | Code | Name | Meaning |
      |---|---|---|

      """
    for code in ExitCode.allCases { text += "| \(code.rawValue) | `\(code.name)` | \(cell(code.meaning)) |\n" }
    try CommittedPage(path: "Docs/Reference/exit-codes.md", text: text).check()
  }

  @Test func onlyDoneIsZero() {
    #expect(ExitCode.allCases.filter { $0.rawValue == 0 } == [.done])
    #expect(Set(ExitCode.allCases.map(\.rawValue)).count == ExitCode.allCases.count)
  }
}
