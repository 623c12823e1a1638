/// Instructions laid out one after the other, with jumps instead of nesting and everything they refer to in tables, so that carrying them out
/// follows no references and counts none.
struct LinearCode: Sendable {
  /// One operation. Targets are indices of operations.
  enum Operation: Sendable {
    /// Bytes of `text`.
    case text(start: Int, end: Int)
    case slot(path: Int, SlotEncoder)
    /// Goes on with what follows when the path holds, and at `otherwise` when it does not.
    case choice(path: Int, negated: Bool, otherwise: Int)
    case jump(to: Int)
    /// A list; its body follows and ends before `end`.
    case each(path: Int, end: Int)
    /// What stands between two items follows and ends before `end`.
    case separator(end: Int)
    case endComment
  }

  /// Where a value is found: a variable, then members of it, which are `members[first..<end]`.
  struct Path: Sendable {
    let variable: Int
    let first: Int
    let end: Int
  }

  private let form: TextForm
  private var operations: [Operation] = []
  private var text: [UInt8] = []
  private var paths: [Path] = []
  private var members: [TemplateMembers.Place] = []
  /// Their names.
  private var names: [String] = []
  /// The members of the rendered value that are used.
  private var roots: [TemplateMembers.Name] = []
  private var places: [ValuePath: Int] = [:]

  /// The code while it is carried out: where its tables stand.
  struct Tables {
    let operations: UnsafeBufferPointer<Operation>
    let text: UnsafeBufferPointer<UInt8>
    let paths: UnsafeBufferPointer<Path>
    let members: UnsafeBufferPointer<TemplateMembers.Place>
    let names: UnsafeBufferPointer<String>
    /// They are the first variables; the items of lists follow, the outermost first.
    let roots: UnsafeBufferPointer<TemplateMembers.Name>

    /// For messages about our own bugs.
    func name(of place: Int) -> String { names[paths[place].first..<paths[place].end].joined(separator: ".") }
  }

  /// - Parameter body: the tables hold while it runs.
  func withTables<Result>(_ body: (Tables) -> Result) -> Result {
    operations.withUnsafeBufferPointer { operations in
      text.withUnsafeBufferPointer { text in
        paths.withUnsafeBufferPointer { paths in
          members.withUnsafeBufferPointer { members in
            names.withUnsafeBufferPointer { names in
              roots.withUnsafeBufferPointer { roots in
                body(Tables(operations: operations, text: text, paths: paths, members: members, names: names, roots: roots))
              }
            }
          }
        }
      }
    }
  }

  init(_ instructions: [Instruction], _ form: TextForm) {
    self.form = form
    collectRoots(instructions)
    append(instructions)
  }

  private mutating func collectRoots(_ instructions: [Instruction]) {
    for instruction in instructions {
      switch instruction {
      case .text, .endComment: break
      case .slot(let path, _): collectRoot(path)
      case .choice(let path, _, let then, let otherwise):
        collectRoot(path)
        collectRoots(then)
        collectRoots(otherwise)
      case .each(let path, let body):
        collectRoot(path)
        collectRoots(body)
      case .separator(let body): collectRoots(body)
      }
    }
  }

  private mutating func collectRoot(_ path: ValuePath) {
    if path.variable == 0, let root = path.members.first, !roots.contains(root) { roots.append(root) }
  }

  private mutating func append(_ instructions: [Instruction]) {
    for instruction in instructions {
      switch instruction {
      case .text(let bytes):
        let start = text.count
        text += form.lines(bytes)
        operations.append(.text(start: start, end: text.count))
      case .slot(let path, let encoder): operations.append(.slot(path: place(of: path), encoder))
      case .choice(let path, let negated, let then, let otherwise):
        let start = reserve()
        append(then)
        let jump = otherwise.isEmpty ? nil : reserve()
        operations[start] = .choice(path: place(of: path), negated: negated, otherwise: operations.count)
        append(otherwise)
        if let jump { operations[jump] = .jump(to: operations.count) }
      case .each(let path, let body):
        let start = reserve()
        append(body)
        operations[start] = .each(path: place(of: path), end: operations.count)
      case .separator(let body):
        let start = reserve()
        append(body)
        operations[start] = .separator(end: operations.count)
      case .endComment: operations.append(.endComment)
      }
    }
  }

  /// A place for an operation whose target is not known yet.
  private mutating func reserve() -> Int {
    operations.append(.endComment)
    return operations.count - 1
  }

  private mutating func place(of path: ValuePath) -> Int {
    if let place = places[path] { return place }
    let isRoot = path.variable == 0
    let variable = isRoot ? roots.firstIndex(of: path.members[0])! : roots.count + path.variable - 1
    let first = members.count
    let used = path.members.dropFirst(isRoot ? 1 : 0)
    members += used.map(\.place)
    names += used.map(\.text)
    paths.append(Path(variable: variable, first: first, end: members.count))
    places[path] = paths.count - 1
    return paths.count - 1
  }
}
