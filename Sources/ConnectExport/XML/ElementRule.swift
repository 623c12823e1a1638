import Diagnostics

/// One element that a kind of file is read for, with the elements inside it. What no rule names is skipped with everything below it, so that
/// it never becomes a value: schemas, and the change-tracking values `cookie` and `water-mark`.
struct ElementRule<Draft>: Sendable {
  let name: [CChar]
  let namespace: [CChar]?
  let children: [ElementRule]
  /// Called at the start tag; answers whether the element's text is wanted.
  let enter: (@Sendable (inout Draft, XMLElement) -> Bool)?
  /// Called at the end tag, when the text was wanted.
  let leave: (@Sendable (inout Draft, ExportText) -> Void)?

  /// An element that matters for what is inside it.
  static func element(
    _ name: String, in namespace: String? = nil, _ children: [ElementRule] = [],
    enter: (@Sendable (inout Draft, XMLElement) -> Void)? = nil
  ) -> ElementRule {
    ElementRule(
      name: cString(name), namespace: namespace.map(cString), children: children,
      enter: { draft, element in
        enter?(&draft, element)
        return false
      }, leave: nil)
  }

  /// An element that matters for its text.
  static func text(
    _ name: String, in namespace: String? = nil, _ children: [ElementRule] = [],
    _ leave: @escaping @Sendable (inout Draft, ExportText) -> Void
  ) -> ElementRule {
    ElementRule(name: cString(name), namespace: namespace.map(cString), children: children, enter: { _, _ in true }, leave: leave)
  }

  /// The elements `parameter`, of which only those with a name of the list are read.
  static func parameters(_ names: [String], _ keep: @escaping @Sendable (inout Draft, String, ExportText) -> Void) -> ElementRule
  where Draft: ParameterDraft {
    let attribute = cString("name")
    return ElementRule(
      name: cString("parameter"), namespace: nil, children: [],
      enter: { draft, element in
        draft.parameterName = element[attribute: attribute].flatMap { name in
          names.first { $0.utf8.elementsEqual(name.utf8) }
        }
        return draft.parameterName != nil
      },
      leave: { draft, text in
        if let name = draft.parameterName { keep(&draft, name, text) }
      })
  }
}

/// What a reader of parameters remembers between start and end tag.
protocol ParameterDraft: SendableMetatype {
  var parameterName: String? { get set }
}
