/// Carries out the code of a template. The value has the shape that the template was compiled against; anything else is our bug.
struct Renderer {
  private(set) var out: [UInt8] = []
  private let code: LinearCode.Tables
  private let form: TextForm
  private let value: TemplateValue
  /// The roots, each looked up when it is first needed, then the items of the lists that we are in.
  private var variables: [Variable]
  private var isLastItem = true

  private enum Variable {
    case unknown, absent
    case value(TemplateValue)
  }

  init(_ code: LinearCode.Tables, _ form: TextForm, _ value: TemplateValue, capacity: Int) {
    self.code = code
    self.form = form
    self.value = value
    variables = Array(repeating: .unknown, count: code.roots.count)
    out.reserveCapacity(capacity)
    out += form.start
  }

  mutating func run() { run(0, code.operations.count) }

  private mutating func run(_ start: Int, _ end: Int) {
    var next = start
    while next < end {
      let operation = code.operations[next]
      next += 1
      switch operation {
      case .text(let start, let end): out.append(contentsOf: UnsafeBufferPointer(rebasing: code.text[start..<end]))
      case .slot(let path, let encoder):
        guard let value = find(path) else { preconditionFailure("'\(code.name(of: path))' is missing") }
        write(value, encoder)
      case .choice(let path, let negated, let otherwise): if holds(path) == negated { next = otherwise }
      case .jump(let target): next = target
      case .each(let path, let end):
        each(path, next, end)
        next = end
      case .separator(let end): if isLastItem { next = end }
      case .endComment: endComment()
      }
    }
  }

  private mutating func each(_ path: Int, _ start: Int, _ end: Int) {
    guard case .list(let items)? = find(path) else { preconditionFailure("'\(code.name(of: path))' is no list") }
    let outerIsLast = isLastItem
    for place in items.indices {
      isLastItem = place == items.count - 1
      variables.append(.value(items[place]))
      run(start, end)
      variables.removeLast()
    }
    isLastItem = outerIsLast
  }

  private mutating func find(_ place: Int) -> TemplateValue? {
    let path = code.paths[place]
    guard var value = variable(path.variable) else { return nil }
    for member in path.first..<path.end {
      guard let next = value.member(code.members[member], code.names[member]) else { return nil }
      value = next
    }
    return value
  }

  private mutating func variable(_ place: Int) -> TemplateValue? {
    switch variables[place] {
    case .value(let value): return value
    case .absent: return nil
    case .unknown:
      let found = value.member(code.roots[place])
      variables[place] = found.map { .value($0) } ?? .absent
      return found
    }
  }

  private mutating func holds(_ path: Int) -> Bool {
    switch find(path) {
    case nil: false
    case .flag(let flag): flag
    case .list(let items): !items.isEmpty
    case .text, .integer, .object, .record, .code: true
    }
  }

  private mutating func write(_ value: TemplateValue, _ encoder: SlotEncoder) {
    switch (value, encoder) {
    case (.code(_, let text), .code): out.append(contentsOf: form.lines(text.utf8))
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
