import Diagnostics
import Input
import Vocabulary

extension ScalarRule where Value == Int {
  /// The layout of the file that this program reads.
  static let layoutVersion = ScalarRule<Int>(ScalarDescription(title: "1", bounds: 1...1)) { scalar throws(ValueProblem) in
    guard scalar.text.utf8.elementsEqual("1".utf8), scalar.style == .plain else {
      throw ValueProblem(
        .unsupportedVersion, "\(MessageText.quote(scalar.text)) is not a version of the layout that this program reads",
        hint: "write version: 1")
    }
    return 1
  }

  /// A whole number in decimal digits.
  static func integer(_ title: String, _ bounds: ClosedRange<Int>) -> ScalarRule<Int> {
    ScalarRule(ScalarDescription(title: title, bounds: bounds)) { scalar throws(ValueProblem) in
      let digits = Array(scalar.text.utf8)
      let plain = digits.drop { $0 == UInt8(ascii: "-") }
      guard !plain.isEmpty, digits.count - plain.count <= 1, plain.allSatisfy({ (48...57).contains($0) }),
        plain.count == 1 || plain.first != 48
      else {
        throw ValueProblem(
          .notANumber, "\(MessageText.quote(scalar.text)) is not a whole number",
          hint: "write digits alone, without separators or leading zeros, from \(bounds.lowerBound) to \(bounds.upperBound)")
      }
      guard scalar.style == .plain else {
        throw ValueProblem(
          .notANumber, "\(MessageText.quote(scalar.text)) is a text in quotes, not a number",
          hint: "write \(scalar.text) without quotes")
      }
      guard let number = Int(scalar.text), bounds.contains(number) else {
        throw ValueProblem(
          .numberOutOfRange, "\(title) of \(scalar.text) is out of range",
          hint: "write a number from \(bounds.lowerBound) to \(bounds.upperBound)")
      }
      return number
    }
  }
}

extension ScalarRule where Value == DottedVersion {
  /// A build with three or four parts. Two parts would be a number to YAML, and `2.10` the same as `2.1`.
  static let build = ScalarRule<DottedVersion>(
    ScalarDescription(title: "a build number", pattern: "^[0-9]{1,6}(\\.[0-9]{1,6}){2,3}$", longest: 27)
  ) { scalar throws(ValueProblem) in
    guard let version = DottedVersion(scalar.text), version.parts.count >= 3 else {
      throw ValueProblem(
        .invalidBuild, "\(MessageText.quote(scalar.text)) is not a build number",
        hint: "write three or four numbers with dots, such as 2.6.92.0")
    }
    return version
  }
}

extension ScalarRule where Value == GUID {
  static let guid = ScalarRule<GUID>(
    ScalarDescription(
      title: "a GUID", pattern: "^\\{?[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\\}?$", longest: 38)
  ) { scalar throws(ValueProblem) in
    guard let guid = GUID(scalar.text) else {
      throw ValueProblem(
        .invalidGUID, "\(MessageText.quote(scalar.text)) is not a GUID",
        hint: "write 32 hexadecimal digits as 8-4-4-4-12, such as 3b1f62a8-9c0d-4e57-8a21-5f0c7d4e9b13")
    }
    return guid
  }
}
