import Diagnostics

/// Reads the result of the attribute check.
enum AttributeCheckReader {
  static func check(_ object: InventoryObject) -> AttributeCheck? {
    let problems = (object.objects("problems") ?? []).compactMap { entry -> AttributeCheck.Problem? in
      let rule = entry.text("rule")
      let count = entry.count("count")
      if rule == nil { entry.missing("rule", of: "an entry of 'problems'") }
      if count == nil { entry.missing("count", of: "an entry of 'problems'") }
      guard let rule, let count else { return nil }
      guard isName(rule.value) else {
        entry.reading.invalid(
          "'rule' is \(MessageText.quote(rule.value)), not a name of lower-case letters, digits and hyphens",
          at: entry.node["rule"]!.value.bytes)
        return nil
      }
      return AttributeCheck.Problem(rule: rule, count: count)
    }
    return AttributeCheck(
      checked: object.time("checkedUtc"), place: object.reading.place(object.node.bytes), problems: problems)
  }

  private static func isName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return (1...80).contains(bytes.count)
      && bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
  }
}
