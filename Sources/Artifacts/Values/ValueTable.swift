import TemplateEngine

/// The values that templates may use about one kind of subject: name, type and where the value comes from, each written once.
/// The shape that templates are compiled against and the value they are rendered with both follow from it, so they cannot drift.
struct ValueTable<Subject>: Sendable {
  private let fields: [ValueField<Subject>]

  init(_ fields: [ValueField<Subject>]) { self.fields = fields }

  var shape: TemplateShape { .object(Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.shape) })) }

  func value(of subject: Subject) -> TemplateValue {
    .object(Dictionary(uniqueKeysWithValues: fields.compactMap { field in field.value(subject).map { (field.name, $0) } }))
  }
}

/// One name that a template may use.
struct ValueField<Subject>: Sendable {
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

  static func list<Item>(_ name: String, _ table: ValueTable<Item>, _ items: @escaping @Sendable (Subject) -> [Item]) -> Self {
    Self(name: name, shape: .list(table.shape)) { .list(items($0).map(table.value)) }
  }

  static func object<Item>(_ name: String, _ table: ValueTable<Item>, _ item: @escaping @Sendable (Subject) -> Item) -> Self {
    Self(name: name, shape: table.shape) { table.value(of: item($0)) }
  }
}
