import Vocabulary

/// Every key of the input file by its path, such as `forests[].domains[].cloud-sync.delete-threshold`.
package enum FieldIndex {
  package struct Entry: Sendable {
    /// With `[]` for the elements of a list and the names of a map.
    package var path: String
    package var field: FieldDescription
  }

  /// In the order of the reference page.
  package static let all: [Entry] = entries(RootShape.file, prefix: "")

  /// The key at a path. What stands in brackets does not matter, so that key paths of messages and manifests are found too.
  package static func entry(at path: String) -> Entry? {
    let wanted = normalized(path)
    return all.first { normalized($0.path) == wanted }
  }

  private static func entries(_ shape: ObjectShape, prefix: String) -> [Entry] {
    shape.fields.flatMap { field -> [Entry] in
      let path = prefix + field.name
      return [Entry(path: path, field: field)] + below(field.type, path: path)
    }
  }

  private static func below(_ type: TypeDescription, path: String) -> [Entry] {
    switch type {
    case .object(let shape): entries(shape, prefix: path + ".")
    case .scalarOr(_, let other): below(other, path: path)
    case .list(let element, _, _): below(element, path: path + "[]")
    case .scalar, .map: []
    }
  }

  /// Without brackets and what they hold.
  private static func normalized(_ path: String) -> [UInt8] {
    var depth = 0
    return path.utf8.filter { byte in
      if byte == UInt8(ascii: "[") { depth += 1 }
      defer { if byte == UInt8(ascii: "]") { depth = max(0, depth - 1) } }
      return depth == 0 && byte != UInt8(ascii: "]")
    }
  }
}

extension FieldDescription {
  /// What may be written, in words: "a whole number from 1 to 500", "one of: yes, no".
  package var accepted: String { type.accepted }
}

extension TypeDescription {
  var accepted: String {
    switch self {
    case .scalar(let scalar): scalar.accepted
    case .object: "keys of its own"
    case .map(let key, let value): "for each \(key.title): \(value.accepted)"
    case .scalarOr(let scalar, let other): "\(scalar.accepted), or \(other.accepted)"
    case .list(let element, let atLeast, _): "a list\(atLeast > 0 ? " of at least \(atLeast)" : ""), each: \(element.accepted)"
    }
  }
}

extension ScalarDescription {
  var accepted: String {
    if let bounds {
      return bounds.count == 1 ? "\(bounds.lowerBound)" : "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
    }
    if !choices.isEmpty { return "one of: \(choices.map(\.text).joined(separator: ", "))" }
    return title + (longest.map { ", at most \($0) characters" } ?? "")
  }
}
