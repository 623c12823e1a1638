import Diagnostics
import JSON
import Vocabulary

/// Typed access to one object of a result. Keys that nobody asks for are ignored; what is missing, null or wrong is nil, and wrong is reported.
struct InventoryObject {
  /// The largest number of objects or members that is believed; the environment file has the same bound.
  static let mostObjects = 100_000_000
  /// The largest number that every JSON reader keeps exactly (RFC 8259, section 6): 2^53 - 1.
  static let mostReferences = 9_007_199_254_740_991
  /// The longest text, in unicode scalars. A distinguished name of the environment file has the same bound.
  static let longestText = 2_000

  let reading: InventoryReading
  let node: JSONNode

  /// Nil and reported when the value is no object.
  ///
  /// - Parameter title: what messages call it, such as `'counts'`.
  init?(_ node: JSONNode, _ title: String, _ reading: InventoryReading) {
    guard case .object = node.content else {
      reading.invalid("\(title) is \(Self.kind(node)), not an object", at: node.bytes)
      return nil
    }
    self.reading = reading
    self.node = node
  }

  private func value(_ key: String) -> JSONNode? {
    guard let value = node[key]?.value else { return nil }
    if case .null = value.content { return nil }
    return value
  }

  func count(_ key: String, atMost most: Int = mostObjects) -> Located<Int>? {
    guard let value = value(key) else { return nil }
    guard case .number(let number) = value.content else {
      reading.invalid("'\(key)' is \(Self.kind(value)), not a number", at: value.bytes)
      return nil
    }
    guard let number, (0...most).contains(number) else {
      reading.invalid("'\(key)' is not a whole number from 0 to \(most)", at: value.bytes)
      return nil
    }
    return located(number, value)
  }

  func text(_ key: String) -> Located<String>? {
    guard let value = value(key) else { return nil }
    guard case .text(let text) = value.content else {
      reading.invalid("'\(key)' is \(Self.kind(value)), not a text", at: value.bytes)
      return nil
    }
    guard text.unicodeScalars.count <= Self.longestText else {
      reading.invalid("'\(key)' is longer than \(Self.longestText) characters", at: value.bytes)
      return nil
    }
    return located(text, value)
  }

  func name(_ key: String) -> Located<DistinguishedName>? {
    guard let text = text(key) else { return nil }
    do throws(DistinguishedNameError) {
      return Located(try DistinguishedName(parsing: text.value), at: text.range, keyPath: text.keyPath)
    } catch {
      reading.invalid("the distinguished name \(MessageText.quote(text.value)) \(error.problem)", at: node[key]!.value.bytes)
      return nil
    }
  }

  /// A time as the scripts write it, such as `2026-11-24T13:00:00Z`.
  func time(_ key: String) -> String? {
    guard let text = text(key) else { return nil }
    let pattern = Array("dddd-dd-ddTdd:dd:ddZ".utf8)
    let bytes = Array(text.value.utf8)
    let fits =
      bytes.count == pattern.count
      && zip(bytes, pattern).allSatisfy { $1 == UInt8(ascii: "d") ? (48...57).contains($0) : $0 == $1 }
    guard fits else {
      reading.invalid(
        "'\(key)' is \(MessageText.quote(text.value)), not a time such as 2026-11-24T13:00:00Z", at: node[key]!.value.bytes)
      return nil
    }
    return text.value
  }

  func object(_ key: String) -> InventoryObject? { value(key).flatMap { InventoryObject($0, "'\(key)'", reading) } }

  /// Nil when the key is missing or holds no list. Elements that are no objects are reported and left out.
  func objects(_ key: String) -> [InventoryObject]? {
    guard let value = value(key) else { return nil }
    guard case .array(let elements) = value.content else {
      reading.invalid("'\(key)' is \(Self.kind(value)), not a list", at: value.bytes)
      return nil
    }
    return elements.compactMap { InventoryObject($0, "an entry of '\(key)'", reading) }
  }

  /// Reports that a key is missing without which the object is nothing.
  func missing(_ key: String, of title: String) {
    // A value that is there and wrong has its message already.
    guard value(key) == nil else { return }
    reading.report(
      .inventoryValueMissing, "\(title) has no '\(key)'", at: node.bytes.lowerBound..<node.bytes.lowerBound + 1,
      hint: "run the kit's script again and give its result back as it is")
  }

  private func located<Value>(_ value: Value, _ node: JSONNode) -> Located<Value> {
    Located(value, at: reading.place(node.bytes), keyPath: RootShape.inventory.name)
  }

  private static func kind(_ node: JSONNode) -> String {
    switch node.content {
    case .object: "an object"
    case .array: "a list"
    case .text: "a text"
    case .number: "a number"
    case .boolean: "true or false"
    case .null: "null"
    }
  }
}
