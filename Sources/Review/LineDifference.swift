/// Two texts, line by line.
package struct LineDifference: Sendable {
  package enum Mark: String, Sendable {
    case same = " "
    case removed = "-"
    case added = "+"
  }

  package struct Line: Sendable {
    package let mark: Mark
    /// Without its line feed.
    package let bytes: [UInt8]
  }

  /// A changed place with the lines around it. Numbers count from 1.
  package struct Hunk: Sendable {
    package var oldStart: Int
    package var newStart: Int
    package var lines: [Line]

    package var oldCount: Int { lines.count { $0.mark != .added } }
    package var newCount: Int { lines.count { $0.mark != .removed } }
    /// As `diff -u` heads it.
    package var heading: String { "@@ -\(oldStart),\(oldCount) +\(newStart),\(newCount) @@" }
  }

  /// Unchanged lines that are shown before and after a change.
  static let context = 3
  /// Above this many lines on either side, between what begins and what ends alike, the whole middle is shown as replaced: finding the shortest
  /// difference takes time that grows with the square.
  static let mostCompared = 4_000

  package let hunks: [Hunk]
  package var removed: Int { hunks.reduce(0) { $0 + $1.lines.count { $0.mark == .removed } } }
  package var added: Int { hunks.reduce(0) { $0 + $1.lines.count { $0.mark == .added } } }

  package init(_ old: [UInt8], _ new: [UInt8]) {
    hunks = old == new ? [] : Self.hunks(Self.lines(Self.split(old), Self.split(new)))
  }

  private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func lines(_ old: [[UInt8]], _ new: [[UInt8]]) -> [Line] {
    let limit = min(old.count, new.count)
    var head = 0
    while head < limit, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < limit - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    let middle = compare(old[head..<(old.count - tail)], new[head..<(new.count - tail)])
    return old[..<head].map { Line(mark: .same, bytes: $0) } + middle
      + old[(old.count - tail)...].map { Line(mark: .same, bytes: $0) }
  }

  private static func compare(_ old: ArraySlice<[UInt8]>, _ new: ArraySlice<[UInt8]>) -> [Line] {
    guard old.count <= mostCompared, new.count <= mostCompared else {
      return old.map { Line(mark: .removed, bytes: $0) } + new.map { Line(mark: .added, bytes: $0) }
    }
    let difference = Array(new).difference(from: Array(old))
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var lines: [Line] = []
    var oldIndex = 0
    var newIndex = 0
    while oldIndex < old.count || newIndex < new.count {
      if removed.contains(oldIndex) {
        lines.append(Line(mark: .removed, bytes: old[old.startIndex + oldIndex]))
        oldIndex += 1
      } else if added.contains(newIndex) {
        lines.append(Line(mark: .added, bytes: new[new.startIndex + newIndex]))
        newIndex += 1
      } else {
        lines.append(Line(mark: .same, bytes: old[old.startIndex + oldIndex]))
        oldIndex += 1
        newIndex += 1
      }
    }
    return lines
  }

  private static func hunks(_ lines: [Line]) -> [Hunk] {
    var hunks: [Hunk] = []
    var last = -1
    var oldNumber = 1
    var newNumber = 1
    var numbers: [(old: Int, new: Int)] = []
    for line in lines {
      numbers.append((oldNumber, newNumber))
      if line.mark != .added { oldNumber += 1 }
      if line.mark != .removed { newNumber += 1 }
    }
    for (index, line) in lines.enumerated() where line.mark != .same {
      let start = max(index - context, last + 1)
      let end = min(index + context, lines.count - 1)
      if let open = hunks.indices.last, start <= last + 1, last >= 0 {
        if end > last { hunks[open].lines += lines[(last + 1)...end] }
      } else {
        hunks.append(Hunk(oldStart: numbers[start].old, newStart: numbers[start].new, lines: Array(lines[start...end])))
      }
      last = max(last, end)
    }
    return hunks
  }
}
