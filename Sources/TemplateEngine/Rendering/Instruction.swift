/// One step of rendering, as the compiler makes it. `LinearCode` is made of them.
package indirect enum Instruction: Sendable {
  case text([UInt8])
  case slot(ValuePath, SlotEncoder)
  case choice(ValuePath, negated: Bool, then: [Instruction], otherwise: [Instruction])
  case each(ValuePath, [Instruction])
  /// Between two items of the innermost list.
  case separator([Instruction])
  /// A PowerShell comment with a value in it ends its line here.
  case endComment
}

/// Where a value is found: in the value that the template is rendered with (variable 0) or in a list's item, and by which members.
package struct ValuePath: Sendable, Hashable {
  package var variable: Int
  package var members: [TemplateMembers.Name]

  package var text: String { members.map(\.text).joined(separator: ".") }
}
