import Foundation
import FoundationXML

/// A synchronization rule, read back from its XML file.
struct RuleFile {
  var fields: [String: String] = [:]
  /// What the scope groups compare with, in order.
  var scope: [String] = []

  init(_ bytes: [UInt8]) throws {
    let reader = Reader()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = reader
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    fields = reader.fields
    scope = reader.scope
  }

  var isInbound: Bool { fields["direction"] == "Inbound" }
  /// Lower case, without braces.
  var connector: String { (fields["connector"] ?? "").lowercased().filter { $0 != "{" && $0 != "}" } }

  private final class Reader: NSObject, XMLParserDelegate {
    var fields: [String: String] = [:]
    var scope: [String] = []
    private var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) { text = "" }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      if name == "csValue" { scope.append(text) } else { fields[name] = text }
      text = ""
    }
  }
}
