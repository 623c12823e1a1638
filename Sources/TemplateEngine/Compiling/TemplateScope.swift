import Diagnostics

/// The names that can be used at a place in a template.
struct TemplateScope {
  private let root: TemplateMembers
  private var items: [Item] = []
  /// What is known to be present here.
  private(set) var present: Set<ValuePath> = []

  private struct Item {
    var name: TemplateName
    var shape: TemplateShape
    var isUsed = false
  }

  /// Why a path cannot be used.
  struct Problem: Error {
    var code: DiagnosticCode
    var message: String
    var range: SourceRange
    var hint: String?
  }

  init(_ shape: TemplateShape) {
    guard case .object(let members) = shape else { preconditionFailure("a template's shape is an object") }
    root = members
  }

  /// - Returns: where the value is and its shape; `optional` when it may be absent here.
  mutating func resolve(_ path: TemplatePath) -> Result<(ValuePath, TemplateShape), Problem> {
    var value: ValuePath
    var shape: TemplateShape
    let first = path.names[0]
    if let place = items.lastIndex(where: { $0.name.text.utf8.elementsEqual(first.text.utf8) }) {
      items[place].isUsed = true
      (value, shape) = (ValuePath(variable: place + 1, members: []), items[place].shape)
    } else if let member = root.find(first.text) {
      (value, shape) = (ValuePath(variable: 0, members: [member.name]), member.shape)
    } else {
      return .failure(unknown(first, of: nil, among: root.names + items.map(\.name.text)))
    }
    shape = unwrapped(shape, value)
    for (name, owner) in zip(path.names.dropFirst(), path.names) {
      switch shape {
      case .object(let members):
        guard let member = members.find(name.text) else { return .failure(unknown(name, of: owner, among: members.names)) }
        value.members.append(member.name)
        shape = unwrapped(member.shape, value)
      case .optional: return .failure(absent(owner))
      default:
        return .failure(
          Problem(
            code: TemplateCatalog.type, message: "'\(owner.text)' is \(shape.description) and has no members", range: name.range))
      }
    }
    return .success((value, shape))
  }

  private func unwrapped(_ shape: TemplateShape, _ path: ValuePath) -> TemplateShape {
    if case .optional(let inner) = shape, present.contains(path) { return inner }
    return shape
  }

  func absent(_ name: TemplateName) -> Problem {
    Problem(
      code: TemplateCatalog.type, message: "'\(name.text)' may be absent", range: name.range,
      hint: "use it inside {{#if …}} of the same name")
  }

  private func unknown(_ name: TemplateName, of owner: TemplateName?, among names: [String]) -> Problem {
    let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let hint = Suggestion.hint(for: name.text, among: sorted)
    let known = sorted.prefix(12).map { "'\($0)'" }.joined(separator: ", ") + (sorted.count > 12 ? " …" : "")
    return Problem(
      code: TemplateCatalog.name,
      message: owner.map { "'\($0.text)' has no member '\(name.text)'" } ?? "'\(name.text)' is not known here",
      range: name.range, hint: hint ?? (known.isEmpty ? nil : "known here: \(known)"))
  }

  mutating func assume(present path: ValuePath) { present.insert(path) }

  /// Leaves a branch: what it assumed no longer holds.
  mutating func restore(present paths: Set<ValuePath>) { present = paths }

  /// - Returns: the problem when the name already means something.
  mutating func enter(_ name: TemplateName, _ shape: TemplateShape) -> Problem? {
    let isTaken = root.find(name.text) != nil || items.contains { $0.name.text.utf8.elementsEqual(name.text.utf8) }
    items.append(Item(name: name, shape: shape))
    guard isTaken else { return nil }
    return Problem(
      code: TemplateCatalog.shadow, message: "'\(name.text)' already has a meaning here", range: name.range,
      hint: "choose another name")
  }

  /// - Returns: whether the innermost item was used.
  mutating func leave() -> Bool {
    let variable = items.count
    present = present.filter { $0.variable != variable }
    return items.removeLast().isUsed
  }
}

extension TemplateShape {
  /// For messages: 'a list'.
  var description: String {
    switch self {
    case .text: "a text"
    case .integer: "a number"
    case .flag: "a yes-or-no"
    case .list: "a list"
    case .object: "an object"
    case .code(let language): "\(language.displayName) code"
    case .optional(let inner): inner.description
    }
  }
}
