import Diagnostics
import Input
import Vocabulary

/// Reads one element of the key `waves`.
enum WaveReader {
  static func wave(_ reader: ObjectReader) -> Wave? {
    let name = reader.required(WaveShape.name)
    let note = reader.optional(WaveShape.note)
    let units = reader.list(WaveShape.units) ?? []
    let testObjects = testObjects(reader)
    let moves = reader.list(WaveShape.moveUsers) ?? []
    let createsUnits = reader.defaulted(WaveShape.createUnits)
    guard let name else { return nil }
    return Wave(name: name, note: note, units: units, testObjects: testObjects, moves: moves, createsUnits: createsUnits)
  }

  private static func testObjects(_ reader: ObjectReader) -> [TestObject] {
    let field = WaveShape.testObjects
    let path = reader.childPath(field.name)
    let items = reader.items(field.description, atLeast: 0) ?? []
    return items.enumerated().compactMap { index, item in
      let object = testObject(item, path: "\(path)[\(index)]", name: "\(field.name)[\(index)]", reader)
      if object == nil { reader.reading.markIncomplete(path) }
      return object
    }
  }

  private static func testObject(_ item: Node, path: String, name: String, _ reader: ObjectReader) -> TestObject? {
    guard case .mapping = item else {
      return reader.reading.value(WaveShape.testObjects.rule, item, path: path, of: name).map {
        TestObject(name: $0, type: Located(.user, at: $0.range, keyPath: "\(path).type"))
      }
    }
    guard let object = ObjectReader(item, TestObjectShape.shape, path: path, place: nil, reading: reader.reading),
      let name = object.required(TestObjectShape.name)
    else { return nil }
    return TestObject(name: name, type: object.defaulted(TestObjectShape.type))
  }
}
