import Diagnostics
import Vocabulary

/// A draft that reports what is wrong with it.
protocol ReportingDraft {
  var diagnostics: DiagnosticList { get set }
  /// The place of the root element.
  var place: SourceRange? { get set }
}

extension ReportingDraft {
  /// Keeps the text of an element that stands once.
  mutating func keep(_ text: ExportText, _ name: String, in slot: WritableKeyPath<Self, ExportText?>) {
    guard self[keyPath: slot] == nil else {
      diagnostics.report(
        .exportElementRepeated, "'\(name)' stands here a second time", at: text.place, hint: "export the configuration again",
        notes: [.init("the first one", at: self[keyPath: slot]?.place)])
      return
    }
    self[keyPath: slot] = text
  }

  /// The text of an element that every file of the kind has; nil and reported when it is missing or empty.
  mutating func required(_ slot: ExportText?, _ name: String, _ expected: String) -> ExportText? {
    guard let slot, !slot.isEmpty else {
      diagnostics.report(
        .exportValueMissing, slot == nil ? "the element '\(name)' is missing" : "the element '\(name)' is empty",
        at: slot?.place ?? place, hint: "\(expected) is expected there; export the configuration again")
      return nil
    }
    return slot
  }

  /// The value of an element, made from its text; nil and reported when it cannot be.
  mutating func value<Value>(
    _ slot: ExportText?, _ name: String, _ expected: String, _ make: (ExportText) -> Value?
  ) -> Value? {
    guard let slot = required(slot, name, expected) else { return nil }
    return checked(slot, name, expected, make)
  }

  /// The value of an element that may be missing.
  mutating func optionalValue<Value>(
    _ slot: ExportText?, _ name: String, _ expected: String, _ make: (ExportText) -> Value?
  ) -> Value? {
    guard let slot, !slot.isEmpty else { return nil }
    return checked(slot, name, expected, make)
  }

  private mutating func checked<Value>(
    _ text: ExportText, _ name: String, _ expected: String, _ make: (ExportText) -> Value?
  ) -> Value? {
    if let value = make(text) { return value }
    diagnostics.report(
      .exportValueInvalid, "'\(name)' holds \(MessageText.quote(text.text))", at: text.place,
      hint: "\(expected) is expected there; export the configuration again")
    return nil
  }
}
