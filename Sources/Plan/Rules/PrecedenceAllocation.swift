import Diagnostics
import Model
import Vocabulary

/// Finds free precedences for our rules: from the wished number upwards, past the numbers in use, up to 99.
enum PrecedenceAllocation {
  static let noRoom = DiagnosticCode(
    "precedence-no-room", .error,
    """
    Custom rules have the precedences 0 to 99; standard rules begin at 100, and a custom rule above 99 can be shifted when Microsoft adds \
    standard rules (MS-IMPEXP). Every rule needs a number of its own: one inbound rule for each connector and object type, one outbound rule \
    for each object type.
    """)

  /// `count` free numbers in ascending order; nil, with a diagnostic, when there are not as many.
  static func numbers(for count: Int, _ precedence: Precedence, into diagnostics: inout DiagnosticList) -> [Int]? {
    let taken = Set(precedence.inUse.map(\.value))
    let ceiling = precedence.ceiling
    let highest = min(Limit.highestCustomPrecedence.value, (ceiling?.number ?? .max) - 1)
    let free = precedence.from.value <= highest ? (precedence.from.value...highest).filter { !taken.contains($0) } : []
    guard free.count >= count else {
      let before = ceiling.flatMap { ceiling in
        highest < Limit.highestCustomPrecedence.value
          ? ", since they come before \(MessageText.quote(ceiling.rule)) (\(ceiling.number)) of \(ceiling.server)" : nil
      }
      diagnostics.report(
        noRoom,
        "\(count) rules need a precedence each, and from \(precedence.from.value) to \(highest) only \(free.count) are free\(before ?? "")",
        at: precedence.from.range, hint: hint(count, taken, highest),
        notes: before == nil ? [] : [.init("that rule", at: ceiling?.place)])
      return nil
    }
    return Array(free.prefix(count))
  }

  /// The highest first number that leaves enough room.
  private static func hint(_ count: Int, _ taken: Set<Int>, _ highest: Int) -> String {
    let free = highest >= 0 ? (0...highest).filter { !taken.contains($0) } : []
    guard free.count >= count else {
      return "free \(count - free.count) more numbers from 0 to \(highest) of the site's own rules"
    }
    return "choose a lower 'from', at most \(free[free.count - count])"
  }
}
