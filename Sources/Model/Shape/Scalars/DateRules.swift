import Diagnostics
import Input
import Vocabulary

extension ScalarRule where Value == CalendarDate {
  /// A day, as ISO 8601 writes it.
  static let date = ScalarRule<CalendarDate>(
    ScalarDescription(title: "a date", pattern: "^2[0-9]{3}-[0-9]{2}-[0-9]{2}$", longest: 10)
  ) { scalar throws(ValueProblem) in
    guard let date = CalendarDate(scalar.text) else {
      throw ValueProblem(
        .invalidDate, "\(MessageText.quote(scalar.text)) is not a day of the calendar",
        hint: "write year, month and day, such as 2027-03-31")
    }
    return date
  }
}
