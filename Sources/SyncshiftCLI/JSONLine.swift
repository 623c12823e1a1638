import Diagnostics

/// Results of commands as JSON on one line, put together from values that are JSON already.
enum JSONLine {
  static func text(_ value: String) -> String { JSONText.quoted(value) }

  static func array(_ values: [String]) -> String { "[\(values.map(text).joined(separator: ","))]\n" }

  /// Members in the order given; the values are JSON already.
  static func object(_ members: [(String, String)]) -> String {
    "{\(members.map { "\(text($0.0)):\($0.1)" }.joined(separator: ","))}"
  }
}
