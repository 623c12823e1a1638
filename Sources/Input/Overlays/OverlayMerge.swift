import Diagnostics

/// Lays one file over another: mappings merge, scalars replace, lists replace unless every entry of both has a name, then the entries of one name
/// merge. What the base has keeps its place in the order; what is new comes after it.
struct OverlayMerge {
  private(set) var origins: Origins
  private(set) var diagnostics = DiagnosticList()

  init(_ origins: Origins) { self.origins = origins }

  static let removal = "remove"

  mutating func merge(_ base: Node, _ over: Node, at path: String = "") -> Node {
    switch (base, over) {
    case (.mapping(let base), .mapping(let over)): return .mapping(merge(base, over, at: path))
    case (.sequence(let lower), .sequence(let upper)):
      if isNamed(lower), isNamed(upper), !upper.items.isEmpty { return .sequence(merge(lower, upper, at: path)) }
      refuseRemovals(in: upper)
      fallthrough
    default:
      origins.replace(base, at: path)
      return over
    }
  }

  // MARK: Mappings

  private mutating func merge(_ base: Node.Mapping, _ over: Node.Mapping, at path: String) -> Node.Mapping {
    var over = over
    let removed = takeRemoval(&over, from: base)
    var entries: [Node.Mapping.Entry] = []
    for entry in base.entries {
      let key = entry.key.text
      if let range = removed[ByteKey(text: key)] {
        origins.remove(entry.value, at: NodePath.child(key, of: path), by: range)
        continue
      }
      if let upper = over.entries.first(where: { $0.key.text.utf8.elementsEqual(key.utf8) }) {
        if Self.isSameName(entry, upper) {
          entries.append(entry)
          continue
        }
        entries.append(.init(key: upper.key, value: merge(entry.value, upper.value, at: NodePath.child(key, of: path))))
      } else {
        entries.append(entry)
      }
    }
    entries += over.entries.filter { upper in !entries.contains { $0.key.text.utf8.elementsEqual(upper.key.text.utf8) } }
    return Node.Mapping(entries: entries, range: over.range)
  }

  /// The name by which two entries found each other replaces nothing.
  private static func isSameName(_ base: Node.Mapping.Entry, _ over: Node.Mapping.Entry) -> Bool {
    guard base.key.text.utf8.elementsEqual("name".utf8), case .scalar(let one) = base.value, case .scalar(let other) = over.value
    else { return false }
    return one.text.utf8.elementsEqual(other.text.utf8)
  }

  /// Takes `remove: [key, …]` out of a mapping, and gives the keys that it names with the places where it does.
  private mutating func takeRemoval(_ over: inout Node.Mapping, from base: Node.Mapping) -> [ByteKey: SourceRange] {
    guard let value = over[Self.removal] else { return [:] }
    over.entries.removeAll { $0.key.text.utf8.elementsEqual(Self.removal.utf8) }
    guard case .sequence(let list) = value else {
      diagnostics.report(
        .overlayRemoval, "'remove' of a mapping is a list of its keys", at: value.range, hint: "write remove: [key, …]")
      return [:]
    }
    var removed: [ByteKey: SourceRange] = [:]
    for item in list.items {
      guard case .scalar(let key) = item else {
        diagnostics.report(.overlayRemoval, "a key to remove is a word", at: item.range, hint: "write remove: [key, …]")
        continue
      }
      let names = base.entries.map(\.key.text)
      if over[key.text] != nil {
        diagnostics.report(
          .overlayRemoval, "\(MessageText.quote(key.text)) is removed and written in one place", at: key.range,
          hint: "do one of the two")
      } else if names.contains(where: { $0.utf8.elementsEqual(key.text.utf8) }) {
        removed[ByteKey(text: key.text)] = key.range
      } else {
        reportNothing(key, among: names)
      }
    }
    return removed
  }

  // MARK: Lists

  private func isNamed(_ list: Node.Sequence) -> Bool { list.items.allSatisfy { NodePath.name(of: $0) != nil } }

  private mutating func merge(_ base: Node.Sequence, _ over: Node.Sequence, at path: String) -> Node.Sequence {
    var items: [Node?] = base.items
    // By name; of two entries of the base with one name the first, until the model refuses them.
    var places: [ByteKey: Int] = [:]
    for (place, item) in base.items.enumerated().reversed() {
      if let name = NodePath.name(of: item) { places[ByteKey(text: name)] = place }
    }
    var said: [ByteKey: SourceRange] = [:]
    for (index, item) in over.items.enumerated() {
      guard case .mapping(let mapping) = item, case .scalar(let name)? = mapping["name"] else { continue }
      if let first = said.updateValue(name.range, forKey: ByteKey(text: name.text)) {
        reportSecond(name, first)
        continue
      }
      let place = places[ByteKey(text: name.text)]
      if case .scalar(let word)? = mapping[Self.removal] {
        guard isRemoval(mapping, word) else { continue }
        if let place, let gone = items[place] {
          origins.remove(gone, at: NodePath.entry(item, index, of: path), by: mapping.range)
          items[place] = nil
        } else {
          reportNothing(name, among: base.items.compactMap(NodePath.name))
        }
      } else if let place, let lower = items[place] {
        items[place] = merge(lower, item, at: NodePath.entry(item, index, of: path))
      } else {
        items.append(item)
      }
    }
    return Node.Sequence(items: items.compactMap(\.self), range: over.range)
  }

  /// Merged, they would be one entry that nobody wrote; one after the other, their order would decide.
  private mutating func reportSecond(_ name: Node.Scalar, _ first: SourceRange) {
    diagnostics.report(
      .overlayEntry, "a second entry is called \(MessageText.quote(name.text)) here", at: name.range,
      hint: "put what they say into one; an entry is emptied by remove: [key, …] in it",
      notes: [.init("the first one", at: first)])
  }

  /// A list that replaces another one has everything in it that is wanted.
  private mutating func refuseRemovals(in list: Node.Sequence) {
    for case .mapping(let mapping) in list.items {
      guard let entry = mapping.entries.first(where: { $0.key.text.utf8.elementsEqual(Self.removal.utf8) }) else { continue }
      diagnostics.report(
        .overlayRemoval, "nothing can be removed from a list in which an entry has no name", at: entry.key.range,
        hint: "write the whole list without what is not wanted; it replaces the base's")
    }
  }

  /// Whether `remove` takes an entry out; otherwise what is wrong with it is reported.
  private mutating func isRemoval(_ mapping: Node.Mapping, _ word: Node.Scalar) -> Bool {
    guard word.text.utf8.elementsEqual("yes".utf8) else {
      diagnostics.report(
        .overlayRemoval, "'remove' of an entry is yes", at: word.range,
        hint: "write remove: yes, or leave it out to keep the entry")
      return false
    }
    guard mapping.entries.count == 2 else {
      diagnostics.report(
        .overlayRemoval, "an entry that is removed has its name and nothing else", at: mapping.range,
        hint: "leave out what is not needed any more")
      return false
    }
    return true
  }

  private mutating func reportNothing(_ name: Node.Scalar, among names: [String]) {
    diagnostics.report(
      .overlayRemoval, "there is no \(MessageText.quote(name.text)) to remove", at: name.range,
      hint: Suggestion.hint(for: name.text, among: names) ?? "delete it")
  }
}
