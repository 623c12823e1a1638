import JSON
import TemplateEngine

/// The values that a template asks for, and no others, taken out of all that it could ask for.
final class AskedValues {
  private var members: [(name: TemplateMembers.Name, values: AskedValues)] = []
  private var item: AskedValues?

  convenience init(_ instructions: [Instruction]) {
    self.init()
    collect(instructions, [self])
  }

  /// - Parameter variables: the values rendered, then the items of the lists that we are in.
  private func collect(_ instructions: [Instruction], _ variables: [AskedValues]) {
    for instruction in instructions {
      switch instruction {
      case .text, .endComment: break
      case .slot(let path, _): _ = find(path, variables)
      case .choice(let path, _, let then, let otherwise):
        _ = find(path, variables)
        collect(then, variables)
        collect(otherwise, variables)
      case .each(let path, let body):
        let list = find(path, variables)
        let item = list.item ?? AskedValues()
        list.item = item
        collect(body, variables + [item])
      case .separator(let body): collect(body, variables)
      }
    }
  }

  private func find(_ path: ValuePath, _ variables: [AskedValues]) -> AskedValues {
    path.members.reduce(variables[path.variable]) { $0.member($1) }
  }

  private func member(_ name: TemplateMembers.Name) -> AskedValues {
    if let known = members.first(where: { $0.name == name }) { return known.values }
    let new = AskedValues()
    members.append((name, new))
    return new
  }

  /// As Jinja2 gets it; what is absent is null.
  func json(of value: TemplateValue?) -> JSONValue {
    switch value {
    case nil: .null
    case .text(let text), .code(_, let text): .text(text)
    case .integer(let number): .number(number)
    case .flag(let flag): .boolean(flag)
    case .list(let items): .array(items.map { (item ?? AskedValues()).json(of: $0) })
    case .object, .record: .object(members.map { ($0.name.text, $0.values.json(of: value?.member($0.name))) })
    }
  }

  /// The same values, ready as Jinja2 has them: nothing is made when a template asks.
  func ready(_ value: TemplateValue) -> TemplateValue {
    switch value {
    case .text, .code, .integer, .flag: value
    case .list(let items): .list(items.map { (item ?? AskedValues()).ready($0) })
    case .object:
      .object(
        Dictionary(
          uniqueKeysWithValues: members.compactMap { name, values in value.member(name).map { (name.text, values.ready($0)) } }))
    case .record(let record): .record(ReadyRecord(record, self))
    }
  }

  private final class ReadyRecord: TemplateRecord {
    let members: TemplateMembers
    private let values: [TemplateValue?]

    init(_ record: any TemplateRecord, _ asked: AskedValues) {
      members = record.members
      var values = [TemplateValue?](repeating: nil, count: members.names.count)
      for (name, inner) in asked.members { values[name.place.index] = record.member(at: name.place.index).map(inner.ready) }
      self.values = values
    }

    func member(at place: Int) -> TemplateValue? { values[place] }
  }
}
