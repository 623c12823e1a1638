import Diagnostics

/// Where the one document of a text ends, and the directives in front of it, found without libyaml: it would work through a
/// million directives, in time that grows with the square of their number, before it told us of the first.
///
/// A line that is `---` or `...`, alone or followed by a blank, is a document marker wherever it stands (YAML 1.2, 9.1.2).
struct DocumentBounds {
  /// The byte at which each directive begins.
  private(set) var directives: [Int] = []
  /// The byte at which each '...' begins that ends nothing, since no document has begun. libyaml stumbles over them.
  private(set) var idleEnds: [Int] = []
  /// The bytes before this one are the document.
  private(set) var end: Int
  /// The byte at which a second document begins.
  private(set) var second: Int?

  private enum Stage { case before, inside, after }

  init(_ bytes: [UInt8]) {
    end = bytes.count
    var stage = Stage.before
    var start = 0
    while start < bytes.count {
      let line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") }
      switch (stage, Self.kind(of: line)) {
      case (.before, .empty), (.after, .empty), (.after, .documentEnd), (.inside, .content),
        (.inside, .empty), (.inside, .directive):
        break
      case (.before, .directive): directives.append(start)
      case (.before, .documentEnd): idleEnds.append(start)
      case (.before, .content), (.before, .documentStart): stage = .inside
      case (.inside, .documentEnd):
        stage = .after
        end = start
      case (.inside, .documentStart), (.after, .documentStart), (.after, .content), (.after, .directive):
        second = start
        end = min(end, start)
        return
      }
      start = line.endIndex + 1
    }
  }

  private enum LineKind { case empty, directive, documentStart, documentEnd, content }

  private static func kind(of line: ArraySlice<UInt8>) -> LineKind {
    if line.first == UInt8(ascii: "%") { return .directive }
    if line.starts(with: "---".utf8), isBlankOrNothing(line.dropFirst(3).first) { return .documentStart }
    if line.starts(with: "...".utf8), isBlankOrNothing(line.dropFirst(3).first) { return .documentEnd }
    guard let first = line.first(where: { !isBlank($0) }) else { return .empty }
    return first == UInt8(ascii: "#") ? .empty : .content
  }

  private static func isBlankOrNothing(_ byte: UInt8?) -> Bool { byte.map(isBlank) ?? true }
}

/// A space, a tab, or the CR of CRLF.
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
