import Testing

@testable import Vocabulary

@Suite struct CalendarDateTests {
  @Test(arguments: ["2026-09-30", "2028-02-29", "2000-02-29", "2999-12-31"])
  func aDayOfTheCalendarIsReadAndWrittenTheSame(text: String) throws {
    #expect(try #require(CalendarDate(text)).text == text)
  }

  @Test(arguments: [
    "2026-02-29", "2100-02-29", "2026-00-10", "2026-13-01", "2026-04-31", "2026-4-30", "26-04-30", "2026/04/30", "2026-04-30 ",
    "",
    "２026-04-30", "1999-12-31",
  ])
  func whatIsNoDayIsRefused(text: String) { #expect(CalendarDate(text) == nil) }

  @Test func daysComeInTheirOrder() throws {
    let days = try ["2027-01-31", "2026-12-31", "2027-01-02"].map { try #require(CalendarDate($0)) }
    #expect(days.sorted().map(\.text) == ["2026-12-31", "2027-01-02", "2027-01-31"])
  }
}
