/// Plain text is one place from end to end.
struct PlainPlace: PlaceTracker {
  mutating func read(_ scalar: Unicode.Scalar) -> PlaceProblem? { nil }

  func spelling(_ kind: SlotKind, _ context: SlotContext?) -> Result<SlotEncoder, PlaceProblem> {
    switch kind {
    case .text: .success(.plainText)
    case .integer: .success(.digits)
    case .flag: .failure(.flag)
    case .code: .success(.code)
    }
  }

  mutating func passSlot(_ encoder: SlotEncoder) {}
  var allowsIndentation: Bool { true }
  func merged(with other: PlainPlace) -> PlainPlace? { self }
  var open: String? { nil }
}
