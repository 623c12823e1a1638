import TemplateEngine

/// A template of ours, said in Jinja2: the same loops, conditions and spellings, with all it includes in its place. Each spelling is a filter of the
/// encoder's name (`Benchmarks/filters.py`). Its marks are written so that no text of ours holds one.
struct JinjaTemplate {
  private(set) var text: [UInt8] = []
  private static let marks = ["[%=", "=%]", "[%%", "%%]", "[%#", "#%]"]

  init(_ instructions: [Instruction]) { append(instructions, depth: 0) }

  private mutating func append(_ instructions: [Instruction], depth: Int) {
    for instruction in instructions {
      switch instruction {
      case .text(let bytes): literal(bytes)
      case .slot(let path, let encoder): write("[%= \(expression(path))|\(encoder) =%]")
      case .choice(let path, let negated, let then, let otherwise):
        write("[%% if \(negated ? "not " : "")\(expression(path)) %%]")
        append(then, depth: depth)
        if !otherwise.isEmpty {
          write("[%% else %%]")
          append(otherwise, depth: depth)
        }
        write("[%% endif %%]")
      case .each(let path, let body):
        write("[%% for item\(depth + 1) in \(expression(path)) %%]")
        append(body, depth: depth + 1)
        write("[%% endfor %%]")
      case .separator(let body):
        write("[%% if not loop.last %%]")
        append(body, depth: depth)
        write("[%% endif %%]")
      // Only a value that looks like a signature would need it, and then the bytes would differ.
      case .endComment: break
      }
    }
  }

  private func expression(_ path: ValuePath) -> String {
    var names = path.members.map(\.text)[...]
    let root = path.variable == 0 ? names.removeFirst() : "item\(path.variable)"
    return names.reduce(root) { "\($0)['\($1)']" }
  }

  private mutating func literal(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for mark in Self.marks {
      precondition(!text.contains(mark), "a template holds '\(mark)', which is a mark of its translation")
    }
    self.text += bytes
  }

  private mutating func write(_ tag: String) { text += Array(tag.utf8) }
}
