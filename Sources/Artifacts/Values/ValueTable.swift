import TemplateEngine

/// The values that templates may use about one kind of subject: name, type and where the value comes from, each written once.
/// The shape that templates are compiled against and the value they are rendered with both follow from it, so they cannot drift.
struct ValueTable<Subject: Sendable>: Sendable {
  private let fields: ValueFields
  let shape: TemplateShape

  init(_ fields: [ValueField<Subject>]) {
    let members = TemplateMembers(Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.shape) }))
    let byName = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, Getter($0.value)) })
    self.fields = ValueFields(members: members, getters: members.names.map { byName[$0]! })
    shape = .object(members)
  }

  /// Nothing is computed here: a template asks for a few of the values, each when it gets to it.
  func value(of subject: Subject) -> TemplateValue { .record(Record(fields, subject)) }

  private final class Record: ValueRecord, @unchecked Sendable {
    let subject: Subject

    init(_ fields: ValueFields, _ subject: Subject) {
      self.subject = subject
      super.init(fields)
    }
  }

  private final class Getter: ValueGetter, @unchecked Sendable {
    private let value: @Sendable (Subject) -> TemplateValue?

    init(_ value: @escaping @Sendable (Subject) -> TemplateValue?) { self.value = value }

    // The records of a table's fields are the table's own.
    override func value(of record: ValueRecord) -> TemplateValue? { value(unsafeDowncast(record, to: Record.self).subject) }
  }
}

/// The fields of a table. They, and what follows, know no subject: generic code would look for its types each time that a value is asked for.
private final class ValueFields: Sendable {
  let members: TemplateMembers
  /// In the order of the members.
  let getters: [ValueGetter]

  init(members: TemplateMembers, getters: [ValueGetter]) {
    self.members = members
    self.getters = getters
  }
}

private class ValueGetter: @unchecked Sendable {
  func value(of record: ValueRecord) -> TemplateValue? { preconditionFailure("a getter says what it gets") }
}

private class ValueRecord: TemplateRecord, @unchecked Sendable {
  private let fields: ValueFields

  init(_ fields: ValueFields) { self.fields = fields }

  final var members: TemplateMembers { fields.members }
  // Asked with every value, and made without taking hold of the members.
  final var owner: ObjectIdentifier { ObjectIdentifier(fields.members) }
  final func member(at place: Int) -> TemplateValue? { fields.getters[place].value(of: self) }
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
