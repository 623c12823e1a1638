import CLibXML2
import Glibc

/// A RELAX NG schema in libxml2, for judging files that the kit made.
struct RelaxNG {
  static var ruleSchema: String {
    "\(#filePath.split(separator: "/").dropLast().map { "/\($0)" }.joined())/synchronizationRule.rng"
  }

  struct Unreadable: Error { let path: String }
  private nonisolated(unsafe) let schema: xmlRelaxNGPtr

  init(path: String) throws {
    guard let parser = xmlRelaxNGNewParserCtxt(path) else { throw Unreadable(path: path) }
    defer { xmlRelaxNGFreeParserCtxt(parser) }
    guard let schema = xmlRelaxNGParse(parser) else { throw Unreadable(path: path) }
    self.schema = schema
  }

  /// What libxml2 has against the document; empty when it fits.
  func problems(in bytes: [UInt8]) -> [String] {
    let document = bytes.withUnsafeBytes { buffer in
      xmlReadMemory(
        buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), "rule.xml", nil,
        Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue))
    }
    guard let document else { return ["not well-formed"] }
    defer { xmlFreeDoc(document) }
    guard let validator = xmlRelaxNGNewValidCtxt(schema) else { return ["no validator"] }
    defer { xmlRelaxNGFreeValidCtxt(validator) }
    xmlRelaxNGSetValidErrors(validator, nil, nil, nil)
    let result = xmlRelaxNGValidateDoc(validator, document)
    return result == 0 ? [] : ["does not fit the schema (\(result))"]
  }
}

/// Reads a text back with libxml2.
enum XMLText {
  /// The text of the first element of that name, wherever it stands.
  static func first(_ name: String, in bytes: [UInt8]) -> String? {
    let reader = bytes.withUnsafeBytes { buffer in
      xmlReaderForMemory(
        buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), nil, nil, Int32(XML_PARSE_NONET.rawValue))
    }
    guard let reader else { return nil }
    defer { xmlFreeTextReader(reader) }
    while xmlTextReaderRead(reader) == 1 {
      guard xmlTextReaderNodeType(reader) == 1, let found = xmlTextReaderConstLocalName(reader), String(cString: found) == name
      else { continue }
      guard let text = xmlTextReaderReadString(reader) else { return nil }
      defer { free(text) }  // libxml2's default allocator is malloc's
      return String(cString: text)
    }
    return nil
  }
}
