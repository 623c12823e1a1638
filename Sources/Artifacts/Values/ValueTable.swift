import TemplateEngine

/// The values that templates may use about one kind of subject: name, type and where the value comes from, each written once.
/// The shape that templates are compiled against and the value they are rendered with both follow from it, so they cannot drift.
struct ValueTable<Subject: Sendable>: Sendable {
  private let fields: Fields
  let shape: TemplateShape

  init(_ fields: [ValueField<Subject>]) {
    let members = TemplateMembers(Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.shape) }))
    let byName = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) })
    self.fields = Fields(members: members, values: members.names.map { byName[$0]! })
    shape = .object(members)
  }

  /// Nothing is computed here: a template asks for a few of the values, each when it gets to it.
  func value(of subject: Subject) -> TemplateValue { .record(Record(fields, subject)) }

  private final class Fields: Sendable {
    let members: TemplateMembers
    /// In the order of the members.
    let values: [@Sendable (Subject) -> TemplateValue?]

    init(members: TemplateMembers, values: [@Sendable (Subject) -> TemplateValue?]) {
      self.members = members
      self.values = values
    }
  }

  private final class Record: TemplateRecord {
    private let fields: Fields
    private let subject: Subject

    init(_ fields: Fields, _ subject: Subject) {
      self.fields = fields
      self.subject = subject
    }

    var members: TemplateMembers { fields.members }
    func member(at place: Int) -> TemplateValue? { fields.values[place](subject) }
  }
}

/// One name that a template may use.
struct ValueField<Subject: Sendable>: Sendable {
  let name: String
  let shape: TemplateShape
  /// Nil only for optional fields.
  let value: @Sendable (Subject) -> TemplateValue?

  static func text(_ name: String, _ value: @escaping @Sendable (Subject) -> String) -> Self {
    Self(name: name, shape: .text) { .text(value($0)) }
  }

  static func optionalText(_ name: String, _ value: @escaping @Sendable (Subject) -> String?) -> Self {
    Self(name: name, shape: .optional(.text)) { value($0).map(TemplateValue.text) }
  }

  static func integer(_ name: String, _ value: @escaping @Sendable (Subject) -> Int) -> Self {
    Self(name: name, shape: .integer) { .integer(value($0)) }
  }

  static func flag(_ name: String, _ value: @escaping @Sendable (Subject) -> Bool) -> Self {
    Self(name: name, shape: .flag) { .flag(value($0)) }
  }

  static func texts(_ name: String, _ value: @escaping @Sendable (Subject) -> [String]) -> Self {
    Self(name: name, shape: .list(.text)) { .list(value($0).map(TemplateValue.text)) }
  }

  static func list<Item: Sendable>(_ name: String, _ table: ValueTable<Item>, _ items: @escaping @Sendable (Subject) -> [Item])
    -> Self
  {
    Self(name: name, shape: .list(table.shape)) { .list(items($0).map(table.value)) }
  }

  static func object<Item: Sendable>(_ name: String, _ table: ValueTable<Item>, _ item: @escaping @Sendable (Subject) -> Item)
    -> Self
  {
    Self(name: name, shape: table.shape) { table.value(of: item($0)) }
  }
}
