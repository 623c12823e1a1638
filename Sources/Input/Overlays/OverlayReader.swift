import Diagnostics

/// A file together with those that it extends.
package struct OverlaidInput: Sendable {
  /// Everything merged, without `extends`; nil when one of the files could not be read, which the diagnostics say.
  package var node: Node?
  /// The file itself, then the one it extends, and so on.
  package var files: [InputFile]
  package var origins = Origins()

  package init(node: Node?, files: [InputFile], origins: Origins = Origins()) {
    self.node = node
    self.files = files
    self.origins = origins
  }
}

/// Reads a file, and those that it extends by `extends: base.yaml`, into one node whose values know the file that each was written in.
package enum OverlayReader {
  /// What came of opening a base.
  package enum Opened: Sendable {
    case bytes([UInt8])
    /// Why not, in a few words.
    case unreadable(String)
  }

  private static let key = "extends"
  /// Files in a chain. Consultants have a base, a region and a site.
  private static let mostFiles = 16

  /// - Parameter open: gets a base's bytes; its path is the one in the file, put behind the folder of the file that says it.
  package static func read(
    _ file: InputFile, into diagnostics: inout DiagnosticList, open: (String) -> Opened
  ) -> OverlaidInput {
    var input = OverlaidInput(node: nil, files: [])
    var nodes: [Node] = []
    var next: InputFile? = file
    /// Where the file that is read next is named.
    var place: SourceRange?
    while let current = next {
      next = nil
      input.files.append(current)
      guard let node = YAMLReader.read(current, into: &diagnostics) else { return input }
      if let place {
        guard case .mapping = node else {
          diagnostics.report(
            .overlayBase, "\(MessageText.quote(current.name)) is extended and has no keys", at: place,
            hint: "name an environment file, or the beginning of one")
          return input
        }
      }
      let (rest, base) = takeBase(node)
      nodes.append(rest)
      place = base?.range
      guard let base else { break }
      guard let path = path(base, saidBy: current.name, &diagnostics) else { return input }
      let names = input.files.map(\.name)
      if names.contains(where: { normalized($0) == normalized(path) }) || names.count == mostFiles {
        reportCycle(names + [path], at: base.range, &diagnostics)
        return input
      }
      switch open(path) {
      case .bytes(let bytes): next = InputFile(name: path, bytes: bytes)
      case .unreadable(let reason):
        diagnostics.report(
          .overlayBase, "'extends' names a file that cannot be used: \(reason)", at: base.range,
          hint: "the path is relative to the file that says it")
        return input
      }
    }
    input.node = nodes.popLast()
    while let over = nodes.popLast(), let base = input.node {
      var merge = OverlayMerge(input.origins)
      input.node = merge.merge(base, over)
      input.origins = merge.origins
      diagnostics.append(merge.diagnostics)
    }
    return input
  }

  /// The node without `extends`, and the value of that.
  private static func takeBase(_ node: Node) -> (rest: Node, base: Node?) {
    guard case .mapping(var mapping) = node, let base = mapping[key] else { return (node, nil) }
    mapping.entries.removeAll { $0.key.text.utf8.elementsEqual(key.utf8) }
    return (.mapping(mapping), base)
  }

  private static func path(_ base: Node, saidBy file: String, _ diagnostics: inout DiagnosticList) -> String? {
    guard case .scalar(let scalar) = base, !scalar.isNull, !scalar.text.utf8.isEmpty else {
      diagnostics.report(.overlayBase, "'extends' is the path of one file", at: base.range, hint: "write extends: base.yaml")
      return nil
    }
    return path(scalar.text, besides: file)
  }

  /// A path that a file says, which is relative to that file.
  static func path(_ path: String, besides file: String) -> String {
    let slash = UInt8(ascii: "/")
    guard path.utf8.first != slash, let end = file.utf8.lastIndex(of: slash) else { return path }
    return "\(file[...end])\(path)"
  }

  /// The parts of a path without `.`, and without what `..` takes back, to know a file again. Links are not followed: a circle through them
  /// ends at the longest chain.
  private static func normalized(_ path: String) -> [[UInt8]] {
    var parts: [[UInt8]] = path.utf8.first == UInt8(ascii: "/") ? [[]] : []
    for part in path.utf8.split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
      if part.elementsEqual("..".utf8), let last = parts.last, !last.elementsEqual("..".utf8), !last.isEmpty {
        parts.removeLast()
      } else {
        parts.append(Array(part))
      }
    }
    return parts
  }

  private static func reportCycle(_ names: [String], at range: SourceRange, _ diagnostics: inout DiagnosticList) {
    let chain = names.joined(separator: " -> ")
    let isLong = names.count > mostFiles
    diagnostics.report(
      .overlayCycle,
      isLong ? "more than \(mostFiles) files extend one another: \(chain)" : "files extend each other in a circle: \(chain)",
      at: range, hint: isLong ? "put what they say into fewer files" : "delete 'extends' in the file that everything begins with")
  }
}
