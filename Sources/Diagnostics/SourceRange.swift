/// A place in an input file: the file as the user typed its name, and where in it.
///
/// Lines and columns count from 1; columns count unicode scalars, as libyaml's marks do. `end` is exclusive.
package struct SourceRange: Sendable, Hashable {
  package var file: String
  package var start: SourcePosition
  package var end: SourcePosition

  package init(file: String, start: SourcePosition, end: SourcePosition) {
    self.file = file
    self.start = start
    self.end = end
  }

  /// Names of files are told apart by their bytes, as the file system does.
  package static func == (left: SourceRange, right: SourceRange) -> Bool {
    left.start == right.start && left.end == right.end && left.file.utf8.elementsEqual(right.file.utf8)
  }
}

/// One line and column, both counted from 1; the column in unicode scalars.
package struct SourcePosition: Sendable, Hashable, Comparable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

extension SourceRange {
  /// The order in which places are reported: by file, then from top to bottom.
  package static func precedes(_ left: SourceRange, _ right: SourceRange) -> Bool {
    if !left.file.utf8.elementsEqual(right.file.utf8) {
      return left.file.utf8.lexicographicallyPrecedes(right.file.utf8)
    }
    return (left.start, left.end) < (right.start, right.end)
  }
}
