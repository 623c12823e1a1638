extension TemplateShape {
  /// Why a value does not have this shape, with the path to the first place that differs; nil when it has. What a shape does not name may
  /// be in an object all the same, but not in a record. Rendering a value that does not fit is a precondition failure, so tests ask here first.
  package func mismatch(_ value: TemplateValue, path: String = "value") -> String? {
    switch (self, value) {
    case (.text, .text), (.integer, .integer), (.flag, .flag): return nil
    case (.code(let wanted), .code(let language, _)) where wanted == language: return nil
    case (.optional(let shape), _): return shape.mismatch(value, path: path)
    case (.list(let shape), .list(let items)):
      return items.enumerated().lazy.compactMap { shape.mismatch($0.element, path: "\(path)[\($0.offset)]") }.first
    case (.object(let members), .record(let record)) where record.members !== members:
      return "\(path) was made for another shape"
    case (.object(let members), .object), (.object(let members), .record):
      for name in members.names {
        guard let (place, shape) = members.find(name) else { continue }
        if let member = value.member(place) {
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
