/// How long something takes, as people read it: `5 to 10 min`, `2 h to 4 h 30 min`.
enum SpanOfTime {
  static func text(_ minutes: ClosedRange<Int>) -> String {
    let (low, high) = (minutes.lowerBound, minutes.upperBound)
    if low == high { return one(low) }
    return high < 120 ? "\(low) to \(high) min" : "\(one(low)) to \(one(high))"
  }

  static func sum(_ spans: [ClosedRange<Int>]) -> ClosedRange<Int> {
    spans.reduce(0...0) { $0.lowerBound + $1.lowerBound...$0.upperBound + $1.upperBound }
  }

  private static func one(_ minutes: Int) -> String {
    if minutes < 120 { return "\(minutes) min" }
    let rest = minutes % 60
    return rest == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(rest) min"
  }
}
