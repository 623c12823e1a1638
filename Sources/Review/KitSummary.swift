import JSON
import Output

/// What a kit says of itself in its `plan.json`: subjects with values and lists, the worst risk first.
package struct KitSummary: Sendable {
  package static let path = "plan.json"
  /// The layout of the file that is understood.
  static let format = 1

  package struct Section: Sendable {
    let risk: String
    let subject: String
    let values: [(name: String, value: String)]
    let lists: [(name: String, elements: [String])]
  }

  package let environment: String
  let sections: [Section]

  /// Why a `plan.json` cannot be used, in one sentence.
  package struct Problem: Error, Sendable {
    package let message: String
  }

  package init(reading bytes: [UInt8]) throws(Problem) {
    let root: JSONValue
    do throws(JSONReader.Problem) {
      root = try JSONReader.read(bytes)
    } catch {
      throw Problem(message: "line \(error.line), column \(error.column): \(error.message)")
    }
    guard case .number(Self.format)? = root["format"], case .text(let environment)? = root["environment"],
      case .array(let elements)? = root["sections"]
    else { throw Problem(message: "it is not a summary of format \(Self.format)") }
    self.environment = environment
    var sections: [Section] = []
    for element in elements {
      guard case .text(let risk)? = element["risk"], case .text(let subject)? = element["subject"],
        case .object(let values)? = element["values"], case .object(let lists)? = element["lists"]
      else { throw Problem(message: "section \(sections.count + 1) is not whole") }
      sections.append(
        Section(
          risk: risk, subject: subject, values: values.compactMap { value in value.value.text.map { (value.key, $0) } },
          lists: lists.map { ($0.key, $0.value.texts) }))
    }
    self.sections = sections
  }
}

extension JSONValue {
  fileprivate subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
  fileprivate var texts: [String] { if case .array(let elements) = self { elements.compactMap(\.text) } else { [] } }
}
