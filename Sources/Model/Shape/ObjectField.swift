/// A key with a mapping of its own.
struct ObjectField: Sendable {
  let description: FieldDescription
  let shape: ObjectShape

  var name: String { description.name }

  init(_ name: String, _ shape: ObjectShape, required: Bool = false, _ documentation: String) {
    description = FieldDescription(
      name: name, type: .object(shape), presence: required ? .required : .optional, documentation: documentation, citations: [])
    self.shape = shape
  }
}

/// A key with a list of mappings.
struct ObjectListField: Sendable {
  let description: FieldDescription
  let shape: ObjectShape
  let atLeast: Int
  /// The field whose value names an element in key paths; elements are numbered from 0 without one.
  let key: Field<String>?

  var name: String { description.name }

  init(_ name: String, of shape: ObjectShape, atLeast: Int = 0, key: Field<String>? = nil, _ documentation: String) {
    description = FieldDescription(
      name: name, type: .list(of: .object(shape), atLeast: atLeast, key: key?.name),
      presence: atLeast > 0 ? .required : .optional, documentation: documentation, citations: [])
    self.shape = shape
    self.atLeast = atLeast
    self.key = key
  }
}
