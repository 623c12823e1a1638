import Diagnostics

extension Node {
  /// Everything about the node in bytes: two nodes of the same bytes have the same values in the same places. To be digested.
  package var bytes: [UInt8] {
    var out = NodeBytes()
    out.append(self)
    return out.bytes
  }
}

private struct NodeBytes {
  private(set) var bytes: [UInt8] = []
  private var file = ""

  init() { bytes.reserveCapacity(1 << 14) }

  mutating func append(_ node: Node) {
    switch node {
    case .scalar(let scalar):
      bytes.append(scalar.style == .plain ? 1 : scalar.style == .quoted ? 2 : 3)
      append(scalar)
    case .mapping(let mapping):
      bytes.append(4)
      append(mapping.entries.count)
      append(mapping.range)
      for entry in mapping.entries {
        append(entry.key)
        append(entry.value)
      }
    case .sequence(let sequence):
      bytes.append(5)
      append(sequence.items.count)
      append(sequence.range)
      for item in sequence.items { append(item) }
    }
  }

  private mutating func append(_ scalar: Node.Scalar) {
    append(scalar.text)
    append(scalar.range)
  }

  private mutating func append(_ range: SourceRange) {
    if !file.utf8.elementsEqual(range.file.utf8) {
      file = range.file
      bytes.append(6)
      append(file)
    }
    append(range.start.line)
    append(range.start.column)
    append(range.end.line)
    append(range.end.column)
  }

  private mutating func append(_ text: String) {
    append(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func append(_ number: Int) { withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) } }
}
