import Diagnostics

// What an environment file may not hold although YAML allows it.
extension NodeBuilder {
  mutating func checkProperties(of event: YAMLEvent) {
    if event.hasAnchor {
      let place = text.property(UInt8(ascii: "&"), of: event)
      report(
        .yamlAnchor, "an anchor is not allowed", place.lowerBound, place.upperBound,
        hint: "delete the anchor; if the value begins with '&', write it in quotes")
    }
    if event.hasTag {
      let place = text.property(UInt8(ascii: "!"), of: event)
      report(
        .yamlTag, "a tag is not allowed", place.lowerBound, place.upperBound,
        hint: "delete the tag; if the value begins with '!', write it in quotes")
    }
  }

  mutating func checkScalar(_ scalar: Node.Scalar, of event: YAMLEvent, end: Int) {
    let size = scalar.text.utf8.count
    if size > limits.scalarBytes {
      report(
        .scalarTooLong, "the value has \(size) bytes; \(limits.scalarBytes) are allowed", event.start, end, hint: "shorten it")
    }
    // Raw characters were found before; what is left came from an escape.
    guard event.hasEscapes else { return }
    var seen: [Unicode.Scalar] = []
    for character in scalar.text.unicodeScalars {
      guard let kind = RefusedCharacter.kind(of: character), character != "\u{FFFD}", !seen.contains(character) else { continue }
      seen.append(character)
      report(
        kind.code, "\(kind.name(of: character)), written as an escape, is not allowed", event.start, end,
        hint: "delete the escape")
    }
  }

  /// The key as it may be kept; nil, with a message, when it is refused.
  mutating func usableKey(_ node: Node, start: Int, end: Int) -> Node.Scalar? {
    guard case .scalar(let key) = node else {
      report(
        .complexKey, "a list or mapping cannot be a key", start, end,
        hint: "write the value in quotes if it only begins with '{' or '['")
      return nil
    }
    if key.style == .plain, key.text.utf8.isEmpty {
      // An alias as a key was reported and left nothing behind.
      if start == end { report(.missingKey, "no key stands before the colon", start, end, hint: "write the key") }
      return nil
    }
    if key.style == .plain, key.text.utf8.elementsEqual("<<".utf8) {
      report(.mergeKey, "the merge key '<<' is not allowed", start, end, hint: "write the keys in this place")
      return nil
    }
    let size = key.text.utf8.count
    if size > limits.keyBytes {
      report(.keyTooLong, "the key has \(size) bytes; \(limits.keyBytes) are allowed", start, end, hint: "shorten it")
      return nil
    }
    if let first = open.last?.place(of: key.text) {
      report(
        .duplicateKey, "the key \(MessageText.quote(key.text)) is written twice", start, end, hint: "keep one of the two",
        notes: [Diagnostic.Note("the first one is", at: first)])
      return nil
    }
    return key
  }
}

extension SourceText {
  /// The place of an anchor or a tag in front of a value; it may be the second of the two.
  func property(_ sign: UInt8, of event: YAMLEvent) -> Range<Int> {
    var start = byte(ofScalar: event.start)
    for _ in 0..<2 where start < bytes.count {
      let word = bytes[start...].prefix { !isBlank($0) && $0 != UInt8(ascii: "\n") }
      if word.first == sign {
        let first = scalar(ofByte: start)
        return first..<(first + word.reduce(0) { isContinuation($1) ? $0 : $0 + 1 })
      }
      start = word.endIndex
      while start < bytes.count, isBlank(bytes[start]) || bytes[start] == UInt8(ascii: "\n") { start += 1 }
    }
    return event.start..<event.start + 1
  }
}
