import Testing

@testable import SyncshiftCLI

/// The last lines of a run, whatever the moment at which it was stopped.
@Suite struct RunEndTests {
  private static func text(
    _ states: [EnvironmentResult.State], left: Int = 0, isInterrupted: Bool = false, isLooking: Bool = false
  ) -> String {
    let results = states.enumerated().map { index, state in
      EnvironmentResult(environment: "e\(index)", source: "t.csv", state: state, outcome: "", reasons: [], status: .done)
    }
    return RunEnd(results: results, left: left, isInterrupted: isInterrupted, isLooking: isLooking, kitsOfNone: nil).text
  }

  @Test func aRunThatDidEverythingEndsWithoutAWord() { #expect(Self.text([.ready, .warned, .blocked]) == "") }

  @Test func whatOnlyLooksSaysThatNothingWasWritten() {
    #expect(
      Self.text([.ready, .refused], left: 3, isInterrupted: true, isLooking: true)
        == "interrupted: 2 of 5 environments are done. Nothing was written. Run the same command again.\n")
    #expect(Self.text([.ready, .refused], isLooking: true) == "")
  }

  @Test func whatWritesNamesWhatWasNotWritten() {
    let before = "Each has the kit that it had before, whole, or none."
    #expect(
      Self.text([.ready, .failed, .refused], left: 1, isInterrupted: true)
        == "not written: e1, e2. \(before) Mend what is said above, and run the same command again.\n"
        + "interrupted: 3 of 4 environments are done. The others were not begun. \(before) Run the same command again; what is done is left as it is.\n"
    )
    #expect(Self.text([.ready, .ready], isInterrupted: true) == "interrupted: 2 of 2 environments are done.\n")
  }

  @Test func manyNamesAreCounted() {
    #expect(Self.text(Array(repeating: .failed, count: 12)).contains("e8, e9 and 2 more. "))
  }
}
