/// Where a slot stands in HTML or SVG.
struct HTMLPlace: PlaceTracker {
  private enum Mode: Equatable {
    case text, tagOpen, markup, comment
    /// Inside a tag, between attributes or in an attribute's name.
    case tag(name: [Unicode.Scalar], attribute: [Unicode.Scalar])
    /// After an attribute's `=`.
    case value(name: [Unicode.Scalar], attribute: [Unicode.Scalar])
    case quoted(name: [Unicode.Scalar], attribute: [Unicode.Scalar], by: Unicode.Scalar, text: [Unicode.Scalar])
    case unquoted(name: [Unicode.Scalar])
    /// The text of `<script>` or `<style>`, until its closing tag.
    case raw(name: [Unicode.Scalar])
  }

  /// Stands for a value in an attribute's text.
  private static let value: Unicode.Scalar = "\u{FFFC}"

  private var mode = Mode.text
  private var tagName: [Unicode.Scalar] = []
  /// The last scalars, for `<!--`, `-->` and `</script>`.
  private var tail: [Unicode.Scalar] = []
  private static let tailLength = 9

  mutating func read(_ scalar: Unicode.Scalar) -> PlaceProblem? {
    if tail.count == Self.tailLength { tail.removeFirst() }
    tail.append(lower(scalar))
    switch mode {
    case .text:
      if scalar == "<" {
        mode = .tagOpen
        tagName = []
      }
    case .tagOpen: tagOpen(scalar)
    case .markup:
      if scalar == ">" { mode = .text }
      if tail.suffix(3).elementsEqual(["!", "-", "-"]) { mode = .comment }
    case .comment: if tail.suffix(3).elementsEqual(["-", "-", ">"]) { mode = .text }
    case .tag(let name, let attribute): tag(scalar, name, attribute)
    case .value(let name, let attribute):
      if scalar == "\"" || scalar == "'" {
        mode = .quoted(name: name, attribute: attribute, by: scalar, text: [])
      } else if scalar == ">" {
        mode = afterTag(name)
      } else if !isBlank(scalar) {
        mode = .unquoted(name: name)
      }
    case .quoted(let name, let attribute, let quote, let text):
      mode =
        scalar == quote
        ? .tag(name: name, attribute: []) : .quoted(name: name, attribute: attribute, by: quote, text: text + [scalar])
    case .unquoted(let name):
      if isBlank(scalar) { mode = .tag(name: name, attribute: []) }
      if scalar == ">" { mode = afterTag(name) }
    case .raw(let name):
      let end = tail.suffix(name.count + 3)
      guard end.first == "<", end.dropFirst().first == "/" else { break }
      if end.dropFirst(2).dropLast().elementsEqual(name) { mode = closeRaw(scalar, name) }
    }
    return nil
  }

  private func closeRaw(_ scalar: Unicode.Scalar, _ name: [Unicode.Scalar]) -> Mode {
    scalar == ">" ? .text : .tag(name: ["/"] + name, attribute: [])
  }

  private mutating func tagOpen(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "!" where tagName.isEmpty, "?" where tagName.isEmpty: mode = .markup
    case ">": mode = afterTag(tagName)
    case _ where isBlank(scalar): mode = tagName.isEmpty ? .text : .tag(name: tagName, attribute: [])
    case "/" where !tagName.isEmpty: mode = .tag(name: tagName, attribute: [])
    default: tagName.append(lower(scalar))
    }
  }

  private mutating func tag(_ scalar: Unicode.Scalar, _ name: [Unicode.Scalar], _ attribute: [Unicode.Scalar]) {
    switch scalar {
    case ">": mode = afterTag(name)
    case "=": mode = .value(name: name, attribute: attribute)
    case _ where isBlank(scalar) || scalar == "/": mode = .tag(name: name, attribute: [])
    default: mode = .tag(name: name, attribute: attribute + [lower(scalar)])
    }
  }

  private func afterTag(_ name: [Unicode.Scalar]) -> Mode {
    for raw in ["script", "style"] where name.elementsEqual(raw.unicodeScalars) { return .raw(name: name) }
    return .text
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\n", "\r", "\u{c}": true
    default: false
    }
  }

  private func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar
  }

  func spelling(_ kind: SlotKind, _ context: SlotContext?) -> Result<SlotEncoder, PlaceProblem> {
    if kind == .flag { return .failure(.flag) }
    switch mode {
    case .text:
      guard context == nil else { return .failure(PlaceProblem("this is text between tags", hint: "write {{name}}")) }
      return .success(kind == .integer ? .digits : kind == .code ? .code : .htmlText)
    case .comment:
      if kind == .integer { return .success(.digits) }
      return context == .comment ? .success(.htmlComment) : .failure(.inComment)
    case .value(_, let attribute):
      if context == .attribute, kind != .code { return attributeValue(attribute) }
      return .failure(PlaceProblem("an attribute's value brings its own quotes", hint: "write {{name|attribute}}"))
    case .quoted(_, let attribute, _, let text):
      if kind == .integer { return .success(.digits) }
      guard kind == .text, context == .url || (context == .weblink && text.isEmpty) else {
        return .failure(
          PlaceProblem(
            "only a number or a link can stand inside an attribute's quotes", hint: "leave the quotes out: {{name|attribute}}"))
      }
      if isCode(attribute) || !LinkEncoding.isLinkStart(text) { return .failure(PlaceProblem("this attribute holds code")) }
      return .success(context == .url ? .url : .weblink)
    case .raw: return .failure(PlaceProblem("a value cannot stand in a script or a style sheet"))
    case .tagOpen, .tag, .unquoted, .markup:
      return .failure(PlaceProblem("a value cannot stand inside a tag, other than as an attribute's value"))
    }
  }

  private func attributeValue(_ attribute: [Unicode.Scalar]) -> Result<SlotEncoder, PlaceProblem> {
    if isCode(attribute) { return .failure(PlaceProblem("this attribute holds code")) }
    let links = ["href", "xlink:href", "src", "srcset", "action", "formaction", "data", "poster", "background", "cite", "ping"]
    if links.contains(where: { attribute.elementsEqual($0.unicodeScalars) }) {
      return .failure(PlaceProblem("this attribute holds a link", hint: "write \"{{name|url}}\" or \"{{name|weblink}}\""))
    }
    return .success(.htmlAttribute)
  }

  private func isCode(_ attribute: [Unicode.Scalar]) -> Bool {
    attribute.starts(with: "on".unicodeScalars) || attribute.elementsEqual("style".unicodeScalars)
      || attribute.elementsEqual("srcdoc".unicodeScalars)
  }

  mutating func passSlot(_ encoder: SlotEncoder) {
    tail = []
    switch mode {
    case .value(let name, _): mode = .tag(name: name, attribute: [])
    case .quoted(let name, let attribute, let quote, let text):
      mode = .quoted(name: name, attribute: attribute, by: quote, text: text + [Self.value])
    default: break
    }
  }

  var allowsIndentation: Bool {
    switch mode {
    case .quoted: false
    default: true
    }
  }

  func merged(with other: HTMLPlace) -> HTMLPlace? {
    var (left, right) = (self, other)
    (left.tail, right.tail) = ([], [])
    if case .raw(let name) = left.mode, case .raw(let otherName) = right.mode, name == otherName { return self }
    if case .quoted(let name, let attribute, let quote, let text) = left.mode,
      case .quoted(let name2, let attribute2, let quote2, let text2) = right.mode,
      name == name2, attribute == attribute2, quote == quote2
    {
      // What holds on one way must hold: the text that is not a link's start, if either is.
      left.mode = .quoted(
        name: name, attribute: attribute, by: quote, text: (LinkEncoding.isLinkStart(text) ? text2 : text) + [Self.value])
      return left
    }
    if case .text = left.mode { (left.tagName, right.tagName) = ([], []) }
    return left.mode == right.mode && left.tagName == right.tagName ? left : nil
  }

  var open: String? {
    switch mode {
    case .text: nil
    case .comment: "a comment"
    case .raw: "a script or a style sheet"
    default: "a tag"
    }
  }
}
