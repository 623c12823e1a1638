/// What two summaries say differently, the worst risk first.
package struct SummaryDifference: Sendable {
  package let changes: [SummaryChange]

  /// The risks in the order of the first change of each.
  package var risks: [String] {
    changes.map(\.risk).reduce(into: []) { risks, risk in
      if risks.last?.utf8.elementsEqual(risk.utf8) != true { risks.append(risk) }
    }
  }

  package init(_ old: KitSummary, _ new: KitSummary) {
    var changes: [SummaryChange] = []
    if !old.environment.utf8.elementsEqual(new.environment.utf8) {
      changes.append(
        SummaryChange(
          risk: old.sections.first?.risk ?? "scope", subject: "environment", kind: .changed, name: "name",
          before: old.environment,
          after: new.environment))
    }
    let before = Self.keyed(old.sections)
    let after = Self.keyed(new.sections)
    let oldByKey = Dictionary(uniqueKeysWithValues: before)
    let newKeys = Set(after.map(\.0))
    // A risk that only the old kit knows comes last.
    for risk in Self.unique(new.sections.map(\.risk) + old.sections.map(\.risk)) {
      for (key, section) in after where section.risk.utf8.elementsEqual(risk.utf8) {
        if let old = oldByKey[key] { changes += Self.compare(old, section) } else { changes += Self.whole(section, .added) }
      }
      for (key, section) in before where section.risk.utf8.elementsEqual(risk.utf8) && !newKeys.contains(key) {
        changes += Self.whole(section, .removed)
      }
    }
    self.changes = changes
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<[UInt8]> = []
    return texts.filter { seen.insert(Array($0.utf8)).inserted }
  }

  /// Each section with what it is known by in both summaries. A subject that is there twice is numbered.
  private static func keyed(_ sections: [KitSummary.Section]) -> [([UInt8], KitSummary.Section)] {
    var seen: [[UInt8]: Int] = [:]
    return sections.map { section in
      let key = Array("\(section.risk)\u{0}\(section.subject)\u{0}".utf8)
      seen[key, default: 0] += 1
      return (key + Array("\(seen[key, default: 0])".utf8), section)
    }
  }

  /// A subject that is new or gone: its values in one line, the elements of its lists in one line each.
  private static func whole(_ section: KitSummary.Section, _ kind: SummaryChange.Kind) -> [SummaryChange] {
    let values = section.values.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    let text = values.utf8.isEmpty ? nil : values
    let isNew = kind == .added
    let subject = SummaryChange(
      risk: section.risk, subject: section.subject, kind: kind, name: "", before: isNew ? nil : text, after: isNew ? text : nil)
    // A phase that is new or gone says enough by itself.
    if section.risk.utf8.elementsEqual("work".utf8) { return [subject] }
    return [subject] + section.lists.flatMap { elements($0.elements, kind, $0.name, section) }
  }

  /// One change an element; above `mostSteps` of the work, one for all, because nobody reads a list of all scripts.
  private static func elements(
    _ elements: [String], _ kind: SummaryChange.Kind, _ name: String, _ section: KitSummary.Section
  ) -> [SummaryChange] {
    var shown = elements
    if section.risk.utf8.elementsEqual("work".utf8), elements.count > mostSteps {
      shown = ["\(elements.prefix(2).joined(separator: ", ")) and \(elements.count - 2) more"]
    }
    return shown.map { element in
      SummaryChange(
        risk: section.risk, subject: section.subject, kind: kind, name: name, before: kind == .added ? nil : element,
        after: kind == .added ? element : nil)
    }
  }

  private static let mostSteps = 5

  private static func compare(_ old: KitSummary.Section, _ new: KitSummary.Section) -> [SummaryChange] {
    values(old, new) + Self.unique(new.lists.map(\.name) + old.lists.map(\.name)).flatMap { list($0, old, new) }
  }

  private static func values(_ old: KitSummary.Section, _ new: KitSummary.Section) -> [SummaryChange] {
    func value(_ name: String, _ section: KitSummary.Section) -> String? {
      section.values.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }
    return unique(new.values.map(\.name) + old.values.map(\.name)).compactMap { name in
      let before = value(name, old)
      let after = value(name, new)
      if let before, let after, before.utf8.elementsEqual(after.utf8) { return nil }
      return SummaryChange(risk: new.risk, subject: new.subject, kind: .changed, name: name, before: before, after: after)
    }
  }

  private static func list(_ name: String, _ old: KitSummary.Section, _ new: KitSummary.Section) -> [SummaryChange] {
    func listed(_ section: KitSummary.Section) -> [[UInt8]] {
      section.lists.first { $0.name.utf8.elementsEqual(name.utf8) }?.elements.map { Array($0.utf8) } ?? []
    }
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    let before = listed(old)
    let after = listed(new)
    let gone = before.filter { !after.contains($0) }
    let added = after.filter { !before.contains($0) }
    var changes = elements(gone.map(text), .removed, name, new) + elements(added.map(text), .added, name, new)
    let keptBefore = before.filter(after.contains)
    let keptAfter = after.filter(before.contains)
    if keptBefore != keptAfter {
      func order(_ elements: [[UInt8]]) -> String { elements.map(text).joined(separator: ", then ") }
      changes.append(
        SummaryChange(
          risk: new.risk, subject: new.subject, kind: .changed, name: "order of each \(name)", before: order(keptBefore),
          after: order(keptAfter)))
    }
    return changes
  }
}
