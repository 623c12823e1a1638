import Diagnostics
import Input

/// Typed access to one mapping of the file by its shape. Unknown and refused keys are reported once, on making it.
struct ObjectReader {
  let reading: Reading
  /// nil when the object is not there: every key is then absent, and none is missed.
  private let mapping: Node.Mapping?
  private let shape: ObjectShape
  /// Where a key would be written that is not there.
  let place: SourceRange
  let path: String
  /// Missing keys that an unknown key was most likely meant to be; they are not reported a second time.
  private var misspelt: [String] = []

  /// An object that is not in the file; its values are the defaults.
  init(absent shape: ObjectShape, path: String, place: SourceRange, reading: Reading) {
    self.reading = reading
    mapping = nil
    self.shape = shape
    self.place = place
    self.path = path
  }

  /// nil and reported when the node has no keys.
  init?(_ node: Node, _ shape: ObjectShape, path: String, place: SourceRange?, reading: Reading) {
    guard case .mapping(let mapping) = node else {
      if case .scalar(let scalar) = node, scalar.isNull {
        reading.report(
          Diagnostic(.emptyValue, "'\(shape.title)' has no value", at: scalar.range, hint: "write its keys, or leave it out"))
        reading.markBroken(path)
      } else {
        reading.wrongKind(
          node, expected: "keys such as \(shape.fields.prefix(3).map { "'\($0.name)'" }.joined(separator: ", "))", path: path,
          of: shape.title)
      }
      return nil
    }
    self.reading = reading
    self.mapping = mapping
    self.shape = shape
    self.place = place ?? reading.firstPlace(node)
    self.path = path
    for entry in mapping.entries { checkKey(entry) }
  }

  private mutating func checkKey(_ entry: Node.Mapping.Entry) {
    let key = entry.key.text
    let names = shape.fields.map(\.name)
    if names.contains(where: { $0.utf8.elementsEqual(key.utf8) }) { return }
    if let refused = shape.refused.first(where: { $0.name.utf8.elementsEqual(key.utf8) }) {
      reading.report(Diagnostic(refused.code, refused.message, at: entry.key.range, hint: refused.hint))
      return
    }
    let free = names.filter { mapping?[$0] == nil }
    let near = Suggestion.nearest(to: key, among: free)
    if let near {
      misspelt.append(near)
      reading.markBroken(childPath(near))
    }
    reading.report(
      Diagnostic(
        .unknownKey, "\(MessageText.quote(key)) is not a key of '\(shape.title)'", at: entry.key.range,
        hint: near.map { "did you mean '\($0)'?" } ?? "keys here: \(names.joined(separator: ", "))"))
  }

  /// Whether the object is in the file.
  var isPresent: Bool { mapping != nil }

  func childPath(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
  func node(_ name: String) -> Node? { mapping?[name] }
  func keyPlace(_ name: String) -> SourceRange {
    mapping?.entries.first { $0.key.text.utf8.elementsEqual(name.utf8) }?.key.range ?? place
  }

  // MARK: Single values

  /// nil when the key is absent or its value refused.
  func optional<Value>(_ field: Field<Value>) -> Located<Value>? {
    node(field.name).flatMap { reading.value(field.rule, $0, path: childPath(field.name), of: field.name) }
  }

  /// The default, at the object's place, when the key is absent or its value refused.
  func defaulted<Value>(_ field: Field<Value>) -> Located<Value> {
    guard let fallback = field.fallback else { preconditionFailure("'\(field.name)' has no default") }
    return optional(field) ?? Located(fallback, at: place, keyPath: childPath(field.name))
  }

  /// nil when the key is absent, which is reported, or its value refused.
  func required<Value>(_ field: Field<Value>) -> Located<Value>? {
    if mapping != nil, node(field.name) == nil { reportMissing(field.description) }
    return optional(field)
  }

  /// As `required`, with a stand-in that nobody may look at: the key path is marked broken.
  func required<Value>(_ field: Field<Value>, standIn: Value) -> Located<Value> {
    required(field) ?? Located(standIn, at: place, keyPath: childPath(field.name))
  }

  func reportMissing(_ field: FieldDescription) {
    reading.markBroken(childPath(field.name))
    if misspelt.contains(where: { $0.utf8.elementsEqual(field.name.utf8) }) { return }
    reading.report(
      Diagnostic(
        .missingField, "'\(shape.title)' has no '\(field.name)'", at: place, hint: "add '\(field.name)': \(expected(field.type))")
    )
  }

  private func expected(_ type: TypeDescription) -> String {
    switch type {
    case .scalar(let scalar), .scalarOr(let scalar, _): scalar.title
    case .list: "a list"
    case .object(let shape): "with keys such as '\(shape.fields[0].name)'"
    case .map: "names with values"
    }
  }
}
