import Synchronization
import TemplateEngine
import Testing

/// Objects that make their members on demand.
@Suite struct RecordTests {
  /// Counts how often each member was asked for.
  private final class Counting: TemplateRecord {
    let names: [String]
    let asked = Mutex<[String: Int]>([:])

    init(_ names: [String]) { self.names = names }

    func member(at place: Int) -> TemplateValue? {
      let name = names[place]
      asked.withLock { $0[name, default: 0] += 1 }
      return switch name {
      case "name": .text("SYNC01")
      case "items": .list([.text("a"), .text("b")])
      default: nil
      }
    }
  }

  private static let names = ["items", "name", "note", "unused"]
  private static let shape = TemplateShape.object([
    "name": .text, "items": .list(.text), "note": .optional(.text), "unused": .text,
  ])

  @Test func `A template makes the members that it asks for, and no others`() throws {
    let library = TemplateLibrary([
      TemplateSource(name: "a.txt", text: "{{name}}{{#each items as item}} {{item}}{{/each}}{{#if note}} {{note}}{{/if}}\n")
    ])
    let record = Counting(Self.names)
    let text = try library.compile("a.txt", against: Self.shape).render(.record(record))
    #expect(String(decoding: text, as: UTF8.self) == "SYNC01 a b\n")
    #expect(record.asked.withLock { $0 } == ["name": 1, "items": 1, "note": 1])
  }

  @Test func `A record has a shape like any object`() {
    let shape = TemplateShape.object(["name": .text, "note": .optional(.text)])
    #expect(shape.mismatch(.record(Counting(["name", "note"]))) == nil)
    #expect(Self.shape.mismatch(.record(Counting(Self.names))) == "value.unused is missing")
  }

  @Test(arguments: [["name"], ["note", "name"], ["name", "note", "other"]])
  func `A record whose names stand in other places does not fit`(names: [String]) {
    let shape = TemplateShape.object(["name": .text, "note": .optional(.text)])
    #expect(shape.mismatch(.record(Counting(names))) == "value was made for another shape")
  }

  @Test func `A member of the whole is made once, however often a template asks`() throws {
    let library = TemplateLibrary([TemplateSource(name: "a.txt", text: "{{name}} {{#if items}}{{name}}{{/if}} {{name}}\n")])
    let record = Counting(Self.names)
    let text = try library.compile("a.txt", against: Self.shape).render(.record(record))
    #expect(String(decoding: text, as: UTF8.self) == "SYNC01 SYNC01 SYNC01\n")
    #expect(record.asked.withLock { $0 } == ["name": 1, "items": 1])
  }
}
