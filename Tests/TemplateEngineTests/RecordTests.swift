import Synchronization
import TemplateEngine
import Testing

/// Objects that make their members on demand.
@Suite struct RecordTests {
  /// Counts how often each member was asked for.
  private final class Counting: TemplateRecord {
    let members: TemplateMembers
    let asked = Mutex<[String: Int]>([:])

    init(_ members: TemplateMembers) { self.members = members }

    func member(at place: Int) -> TemplateValue? {
      let name = members.names[place]
      asked.withLock { $0[name, default: 0] += 1 }
      return switch name {
      case "name": .text("SYNC01")
      case "items": .list([.text("a"), .text("b")])
      default: nil
      }
    }
  }

  private static let members: TemplateMembers = ["name": .text, "items": .list(.text), "note": .optional(.text), "unused": .text]

  @Test func `A template makes the members that it asks for, and no others`() throws {
    let library = TemplateLibrary([
      TemplateSource(name: "a.txt", text: "{{name}}{{#each items as item}} {{item}}{{/each}}{{#if note}} {{note}}{{/if}}\n")
    ])
    let record = Counting(Self.members)
    let text = try library.compile("a.txt", against: .object(Self.members)).render(.record(record))
    #expect(String(decoding: text, as: UTF8.self) == "SYNC01 a b\n")
    #expect(record.asked.withLock { $0 } == ["name": 1, "items": 1, "note": 1])
  }

  @Test func `A record has the shape that it was made for, and no other`() {
    let members: TemplateMembers = ["name": .text, "note": .optional(.text)]
    #expect(TemplateShape.object(members).mismatch(.record(Counting(members))) == nil)
    #expect(TemplateShape.object(Self.members).mismatch(.record(Counting(Self.members))) == "value.unused is missing")
    // The same names, but not the same shape: nobody promises that they stay the same.
    let others: TemplateMembers = ["name": .text, "note": .optional(.text)]
    #expect(TemplateShape.object(others).mismatch(.record(Counting(members))) == "value was made for another shape")
  }

  @Test func `A template is never rendered with a record of another shape`() async {
    await #expect(processExitsWith: .failure) {
      let library = TemplateLibrary([TemplateSource(name: "a.txt", text: "{{name}}\n")])
      let other: TemplateMembers = ["a": .text, "name": .text]
      _ = try library.compile("a.txt", against: .object(["name": .text])).render(.record(Counting(other)))
    }
  }

  @Test func `A member of the whole is made once, however often a template asks`() throws {
    let library = TemplateLibrary([TemplateSource(name: "a.txt", text: "{{name}} {{#if items}}{{name}}{{/if}} {{name}}\n")])
    let record = Counting(Self.members)
    let text = try library.compile("a.txt", against: .object(Self.members)).render(.record(record))
    #expect(String(decoding: text, as: UTF8.self) == "SYNC01 SYNC01 SYNC01\n")
    #expect(record.asked.withLock { $0 } == ["name": 1, "items": 1])
  }
}
