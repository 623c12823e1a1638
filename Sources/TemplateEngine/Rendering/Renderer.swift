/// Carries out instructions.
///
/// - Precondition: the value has the shape that the template was compiled against; anything else is our bug.
struct Renderer {
  private(set) var out: [UInt8] = []
  private var variables: [TemplateValue]
  private var isLastItem = true

  init(_ value: TemplateValue, capacity: Int) {
    variables = [value]
    out.reserveCapacity(capacity)
  }

  mutating func run(_ instructions: [Instruction]) {
    for instruction in instructions {
      switch instruction {
      case .text(let bytes): out.append(contentsOf: bytes)
      case .slot(let path, let encoder):
        guard let value = find(path) else { preconditionFailure("'\(path.members.joined(separator: "."))' is missing") }
        write(value, encoder)
      case .choice(let path, let negated, let then, let otherwise): run(holds(path) != negated ? then : otherwise)
      case .each(let path, let body): each(path, body)
      case .separator(let body): if !isLastItem { run(body) }
      case .endComment: endComment()
      }
    }
  }

  private mutating func each(_ path: ValuePath, _ body: [Instruction]) {
    guard case .list(let items)? = find(path) else { preconditionFailure("'\(path.members.joined(separator: "."))' is no list") }
    let outerIsLast = isLastItem
    for (place, item) in items.enumerated() {
      isLastItem = place == items.count - 1
      variables.append(item)
      run(body)
      variables.removeLast()
    }
    isLastItem = outerIsLast
  }

  private func find(_ path: ValuePath) -> TemplateValue? {
    var value = variables[path.variable]
    for member in path.members {
      guard let next = value.member(member) else { return nil }
      value = next
    }
    return value
  }

  private func holds(_ path: ValuePath) -> Bool {
    switch find(path) {
    case nil: false
    case .flag(let flag): flag
    case .list(let items): !items.isEmpty
    case .text, .integer, .object, .record, .code: true
    }
  }

  private mutating func write(_ value: TemplateValue, _ encoder: SlotEncoder) {
    switch (value, encoder) {
    case (.code(_, let text), .code): out.append(contentsOf: text.utf8)
    case (.flag(let flag), .flag): out.append(ascii: flag ? "true" : "false")
    case (.flag(let flag), .powershellFlag): out.append(ascii: flag ? "$true" : "$false")
    case (.integer(let number), .digits): out.append(contentsOf: String(number).utf8)
    case (.integer(let number), _): encoder.append(String(number), to: &out)
    case (.text(let text), _): encoder.append(text, to: &out)
    default: preconditionFailure("a value does not have the shape its template was compiled against")
    }
  }

  private mutating func endComment() {
    let start = out.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    if SignatureLookAlike.matches(line: out[start...]) { out.append(ascii: SignatureLookAlike.disarming) }
  }
}
