import Diagnostics
import JSON
import Output

/// What a run remembers of one environment, to know it again: what went in, the stamp of the kit that came out, and what there was to say.
struct KnownEnvironment: Sendable {
  var program: String
  var templates: String
  /// Digest of the merged input with its places.
  var input: String
  /// What was read besides.
  var reads: [ReadTrail.Entry]
  /// Digest of the kit's stamp.
  var stamp: String
  var files: Int
  var diagnostics: [Diagnostic]
  var blockers: [Blocker]
  /// Conditions and open questions.
  var conditions: [String]

  /// A finding that withholds scripts.
  struct Blocker: Sendable {
    let code: String
    let fact: String
    /// File, line and column.
    let place: String
  }

  var hasWarnings: Bool { diagnostics.contains { $0.severity == .warning } }
}

extension KnownEnvironment {
  private static let format = 1

  var bytes: [UInt8] {
    JSONValue.object([
      ("format", .number(Self.format)), ("program", .text(program)), ("templates", .text(templates)), ("input", .text(input)),
      (
        "reads",
        .array(
          reads.map { .object([("kind", .text($0.kind.rawValue)), ("path", .text($0.path)), ("sha256", .text($0.sha256))]) })
      ),
      ("stamp", .text(stamp)), ("files", .number(files)), ("diagnostics", .array(diagnostics.map(Self.json))),
      (
        "blockers",
        .array(blockers.map { .object([("code", .text($0.code)), ("fact", .text($0.fact)), ("place", .text($0.place))]) })
      ),
      ("conditions", .texts(conditions)),
    ]).bytes
  }

  /// Nil when these are not bytes that this version wrote.
  init?(reading bytes: [UInt8]) {
    guard let root = try? JSONReader.read(bytes), root["format"]?.number == Self.format, let program = root["program"]?.text,
      let templates = root["templates"]?.text, let input = root["input"]?.text, let stamp = root["stamp"]?.text,
      let files = root["files"]?.number,
      let reads = root["reads"]?.all({ entry -> ReadTrail.Entry? in
        guard let kind = (entry["kind"]?.text).flatMap(ReadTrail.Entry.Kind.init), let path = entry["path"]?.text,
          let sha256 = entry["sha256"]?.text
        else { return nil }
        return ReadTrail.Entry(kind: kind, path: path, sha256: sha256)
      }),
      let diagnostics = root["diagnostics"]?.all(Self.diagnostic),
      let blockers = root["blockers"]?.all({ entry -> Blocker? in
        guard let code = entry["code"]?.text, let fact = entry["fact"]?.text, let place = entry["place"]?.text else { return nil }
        return Blocker(code: code, fact: fact, place: place)
      }), let conditions = root["conditions"]?.all({ $0.text })
    else { return nil }
    self.init(
      program: program, templates: templates, input: input, reads: reads, stamp: stamp, files: files, diagnostics: diagnostics,
      blockers: blockers, conditions: conditions)
  }

  // MARK: Messages

  private static func json(_ diagnostic: Diagnostic) -> JSONValue {
    .object([
      ("code", .text(diagnostic.code.name)), ("message", .text(diagnostic.message)), ("range", json(diagnostic.range)),
      ("hint", diagnostic.hint.map(JSONValue.text) ?? .null),
      ("notes", .array(diagnostic.notes.map { .object([("message", .text($0.message)), ("range", json($0.range))]) })),
    ])
  }

  private static func json(_ range: SourceRange?) -> JSONValue {
    guard let range else { return .null }
    return .array([
      .text(range.file), .number(range.start.line), .number(range.start.column), .number(range.end.line),
      .number(range.end.column),
    ])
  }

  private static let codes = Dictionary(
    ExplainTopics.codes.map { (Array($0.name.utf8), $0) }, uniquingKeysWith: { first, _ in first })

  private static func diagnostic(_ value: JSONValue) -> Diagnostic? {
    guard let code = (value["code"]?.text).flatMap({ codes[Array($0.utf8)] }), let message = value["message"]?.text,
      let range = range(value["range"]),
      let notes = value["notes"]?.all({ note -> Diagnostic.Note? in
        guard let message = note["message"]?.text, let range = Self.range(note["range"]) else { return nil }
        return Diagnostic.Note(message, at: range.place)
      })
    else { return nil }
    return Diagnostic(code, message, at: range.place, hint: value["hint"]?.text, notes: notes)
  }

  /// Nil when it is no place; a place that is not stated is one.
  private static func range(_ value: JSONValue?) -> (place: SourceRange?, Void)? {
    switch value {
    case .null?: return (nil, ())
    case .array(let parts)?:
      let numbers = parts.dropFirst().compactMap(\.number)
      guard let file = parts.first?.text, numbers.count == 4 else { return nil }
      return (
        SourceRange(
          file: file, start: SourcePosition(line: numbers[0], column: numbers[1]),
          end: SourcePosition(line: numbers[2], column: numbers[3])), ()
      )
    default: return nil
    }
  }
}

extension JSONValue {
  fileprivate subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
  fileprivate var number: Int? { if case .number(let number) = self { number } else { nil } }

  /// All elements of a list, made to something; nil when it is no list, or one of them cannot be.
  fileprivate func all<Element>(_ make: (JSONValue) -> Element?) -> [Element]? {
    guard case .array(let values) = self else { return nil }
    let made = values.compactMap(make)
    return made.count == values.count ? made : nil
  }
}
