import CLibXML2
import Diagnostics

/// What libxml2 has against a file, in our words.
enum XMLWording {
  static let exportAgain = "export the configuration again, and copy it without opening it in an editor"

  static func problem(
    _ error: xmlError, at place: SourceRange, isAtEnd: Bool, isEmpty: Bool, openElement: String?
  ) -> XMLProblem {
    if isEmpty { return XMLProblem(.exportFileEmpty, "the file is empty", at: place, hint: exportAgain) }
    let number = UInt32(bitPattern: error.code)
    if isEncoding(number), !isAtEnd {
      return XMLProblem(
        .exportFileEncoding, "a byte here does not belong to the file's encoding", at: place,
        hint: "copy the file as bytes; UTF-8 and UTF-16 with a byte order mark are read")
    }
    if isAtEnd { return truncated(at: place, openElement: openElement) }
    return XMLProblem(.exportFileDamaged, "the file is not well-formed XML: \(detail(error))", at: place, hint: exportAgain)
  }

  static func truncated(at place: SourceRange, openElement: String?) -> XMLProblem {
    let missing = openElement.map { "; '</\(MessageText.visible($0))>' is expected first" } ?? "; a root element is expected"
    return XMLProblem(.exportFileTruncated, "the file ends here\(missing)", at: place, hint: exportAgain)
  }

  private static func isEncoding(_ number: UInt32) -> Bool {
    [
      XML_ERR_INVALID_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_UNKNOWN_ENCODING, XML_ERR_ENCODING_NAME,
      XML_ERR_INVALID_CHAR,
      XML_I18N_CONV_FAILED, XML_IO_ENCODER,
    ].contains { UInt32($0.rawValue) == number }
  }

  /// The first line of libxml2's own message, shortened.
  private static func detail(_ error: xmlError) -> String {
    guard let message = error.message else { return "error \(error.code)" }
    let line = String(cString: message).unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }
    return MessageText.visible(String(String.UnicodeScalarView(line.prefix(160))))
  }
}
