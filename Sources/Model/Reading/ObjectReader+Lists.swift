import Diagnostics
import Input

extension ObjectReader {
  /// The elements that follow their rule. When one does not, the list is marked incomplete. nil when the key is absent or
  /// no list.
  func list<Value>(_ field: ListField<Value>) -> [Located<Value>]? {
    items(field.description, atLeast: field.atLeast)?.enumerated().compactMap { index, item in
      let path = "\(childPath(field.name))[\(index)]"
      let value = reading.value(field.rule, item, path: path, of: "\(field.name)[\(index)]")
      if value == nil { reading.markIncomplete(childPath(field.name)) }
      return value
    }
  }

  /// The nodes of a list; nil when the key is absent or no list, both reported where they must be.
  func items(_ field: FieldDescription, atLeast: Int) -> [Node]? {
    guard let node = node(field.name) else {
      if atLeast > 0, isPresent { reportMissing(field) }
      return nil
    }
    guard case .sequence(let sequence) = node else {
      reading.wrongKind(node, expected: "a list, one element a line after '- '", path: childPath(field.name), of: field.name)
      return nil
    }
    if sequence.items.count < atLeast {
      reading.report(
        Diagnostic(.listTooShort, "'\(field.name)' is empty", at: keyPlace(field.name), hint: "add at least \(atLeast) element"))
      reading.markIncomplete(childPath(field.name))
    }
    return sequence.items
  }

  /// An object of its own; one that is absent gives defaults. nil when it is refused.
  func object(_ field: ObjectField) -> ObjectReader? {
    guard let node = node(field.name) else {
      if case .required = field.description.presence, isPresent { reportMissing(field.description) }
      return ObjectReader(absent: field.shape, path: childPath(field.name), place: place, reading: reading)
    }
    return ObjectReader(node, field.shape, path: childPath(field.name), place: keyPlace(field.name), reading: reading)
  }

  /// As `object`, with defaults in place of one that is refused.
  func objectOrDefaults(_ field: ObjectField) -> ObjectReader {
    object(field) ?? ObjectReader(absent: field.shape, path: childPath(field.name), place: place, reading: reading)
  }

  /// The elements of a list of objects, each made by `make`; one for which it gives nil is left out and marks the list incomplete.
  func objects<Element>(_ field: ObjectListField, _ make: (ObjectReader) -> Element?) -> [Element] {
    let items = items(field.description, atLeast: field.atLeast) ?? []
    return items.enumerated().compactMap { index, item in
      let path = "\(childPath(field.name))[\(elementName(item, field.key) ?? String(index))]"
      let element = ObjectReader(item, field.shape, path: path, place: nil, reading: reading).flatMap(make)
      if element == nil { reading.markIncomplete(childPath(field.name)) }
      return element
    }
  }

  /// The value of the key that names an element, if it is one.
  private func elementName(_ item: Node, _ key: Field<String>?) -> String? {
    guard let key, case .mapping(let mapping) = item, case .scalar(let scalar)? = mapping[key.name] else { return nil }
    return try? key.rule.parse(scalar)
  }

  /// Names and values of a map, in the order written.
  func map<Value>(_ field: MapField<Value>) -> [(key: Located<String>, value: Located<Value>)] {
    guard let node = node(field.name) else { return [] }
    guard case .mapping(let mapping) = node else {
      reading.wrongKind(node, expected: "names with values", path: childPath(field.name), of: field.name)
      return []
    }
    return mapping.entries.compactMap { entry in
      let listPath = childPath(field.name)
      guard let key = reading.value(field.key, .scalar(entry.key), path: listPath, of: field.name) else { return nil }
      let path = "\(listPath)[\(key.value)]"
      guard let value = reading.value(field.rule, entry.value, path: path, of: key.value) else {
        reading.markIncomplete(listPath)
        return nil
      }
      return (Located(key.value, at: key.range, keyPath: path), value)
    }
  }
}
