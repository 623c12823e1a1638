import Diagnostics
import Vocabulary

/// Finds free precedences for our rules: from the wished number upwards, past the numbers in use, up to 99.
package enum PrecedenceAllocation {
  package static let exhausted = DiagnosticCode(
    "precedence-exhausted", .error,
    "The kit makes one inbound rule for each connector and object type with units, and one outbound rule for each type; inetOrgPerson goes out with users. Each needs a precedence of its own from 0 to 99, the numbers for custom rules (MS-IMPEXP). Numbers in use are skipped, and ours come before every rule of the site's that would win over them."
  )

  /// `count` free numbers in ascending order; nil, with a diagnostic, when there are not as many.
  package static func numbers(for count: Int, _ precedence: Precedence, into diagnostics: inout DiagnosticList) -> [Int]? {
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
        exhausted,
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
