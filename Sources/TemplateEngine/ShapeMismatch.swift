extension TemplateShape {
  /// Why a value does not have this shape, with the path to the first place that differs; nil when it has. What a shape does not name may
  /// be in a value all the same. Rendering a value that does not fit is a precondition failure, so tests ask here first.
  package func mismatch(_ value: TemplateValue, path: String = "value") -> String? {
    switch (self, value) {
    case (.text, .text), (.integer, .integer), (.flag, .flag): return nil
    case (.code(let wanted), .code(let language, _)) where wanted == language: return nil
    case (.optional(let shape), _): return shape.mismatch(value, path: path)
    case (.list(let shape), .list(let items)):
      return items.enumerated().lazy.compactMap { shape.mismatch($0.element, path: "\(path)[\($0.offset)]") }.first
    case (.object(let shapes), .object), (.object(let shapes), .record):
      for (name, shape) in shapes.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        if let member = value.member(name) {
          if let mismatch = shape.mismatch(member, path: "\(path).\(name)") { return mismatch }
        } else if case .optional = shape {
          continue
        } else {
          return "\(path).\(name) is missing"
        }
      }
      return nil
    default: return "\(path) is not \(description)"
    }
  }
}
