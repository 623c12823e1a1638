import Diagnostics
import Input

/// Holds the columns of a fleet's table against the keys that an environment has, once for all rows.
package enum FleetColumns {
  package static func check(_ fleet: Fleet, into diagnostics: inout DiagnosticList) {
    for (path, name) in fleet.columns { check(path, name, &diagnostics) }
  }

  private static func check(_ path: ColumnPath, _ name: Node.Scalar, _ diagnostics: inout DiagnosticList) {
    var type = TypeDescription.object(RootShape.shape)
    for part in path.isRemoval ? path.parts.dropLast() : path.parts {
      // Whether there is such an entry, the base has said already.
      guard case .key(let key) = part else {
        if case .list(let element, _, _) = type { type = element }
        continue
      }
      switch type {
      case .object(let shape), .scalarOr(_, .object(let shape)):
        if let field = shape.fields.first(where: { $0.name.utf8.elementsEqual(key.utf8) }) {
          type = field.type
          continue
        }
        report(key, of: shape, name, &diagnostics)
      case .map(_, let value):
        type = .scalar(value)
        continue
      case .list(let element, _, _): ask(name, "\(MessageText.quote(key)) is asked of a list", element.entryHint, &diagnostics)
      case .scalar, .scalarOr:
        ask(name, "\(MessageText.quote(key)) is asked of a single value", "end the name before it", &diagnostics)
      }
      return
    }
    if path.isRemoval { checkRemoval(type, name, &diagnostics) } else { checkEnd(path, type, name, &diagnostics) }
  }

  /// What is taken out has keys, or is an entry that has.
  private static func checkRemoval(_ type: TypeDescription, _ name: Node.Scalar, _ diagnostics: inout DiagnosticList) {
    switch type {
    case .object, .map, .scalarOr(_, .object): break
    case .list(let element, _, _):
      ask(name, "\(MessageText.quote(name.text)) is asked of a list", element.entryHint, &diagnostics)
    case .scalar, .scalarOr:
      ask(name, "\(MessageText.quote(name.text)) is asked of a single value", "end the name before it", &diagnostics)
    }
  }

  /// A cell holds a single value, or with [] several.
  private static func checkEnd(
    _ path: ColumnPath, _ type: TypeDescription, _ name: Node.Scalar, _ diagnostics: inout DiagnosticList
  ) {
    let column = MessageText.quote(name.text)
    switch type {
    case .scalar, .scalarOr:
      if path.isList { ask(name, "\(column) is a single value, not a list", "delete [] at the end of the name", &diagnostics) }
    case .list(of: .scalar, _, _), .list(of: .scalarOr, _, _):
      if !path.isList {
        ask(
          name, "\(column) is a list", "end the name with [], and write one entry a line or semicolons between them", &diagnostics
        )
      }
    case .list(let element, _, _):
      ask(name, "\(column) is a list whose entries have keys of their own", element.entryHint, &diagnostics)
    case .object(let shape):
      ask(name, "\(column) has keys of its own", "name one of them, as in \(name.text).\(shape.exampleKey)", &diagnostics)
    case .map(let key, _): ask(name, "\(column) has keys of its own", "add a full stop and \(key.title)", &diagnostics)
    }
  }

  private static func report(_ key: String, of shape: ObjectShape, _ name: Node.Scalar, _ diagnostics: inout DiagnosticList) {
    if let refused = shape.refused.first(where: { $0.name.utf8.elementsEqual(key.utf8) }) {
      diagnostics.report(refused.code, refused.message, at: name.range, hint: refused.hint)
      return
    }
    let keys = shape.fields.map(\.name)
    diagnostics.report(
      .unknownKey, "\(MessageText.quote(name.text)): \(MessageText.quote(key)) is not a key of '\(shape.title)'", at: name.range,
      hint: Suggestion.hint(for: key, among: keys) ?? "keys there: \(keys.joined(separator: ", "))")
  }

  private static func ask(_ name: Node.Scalar, _ message: String, _ hint: String, _ diagnostics: inout DiagnosticList) {
    diagnostics.report(.wrongKind, message, at: name.range, hint: hint)
  }
}

extension TypeDescription {
  /// How a value inside a list's entry is named.
  fileprivate var entryHint: String {
    guard case .object(let shape) = self else { return "end the name with []" }
    return "name an entry and one of its keys, as in [NAME].\(shape.exampleKey)"
  }
}

extension ObjectShape {
  /// One that is no entry's name: a row does not rename what it finds by its name.
  fileprivate var exampleKey: String { (fields.first { !$0.name.utf8.elementsEqual("name".utf8) } ?? fields[0]).name }
}
