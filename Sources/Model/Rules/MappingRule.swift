import Diagnostics
import Vocabulary

/// Attribute mappings name classes that are handed over, each target once, and never the source anchor.
enum MappingRule {
  static let repeatedTarget = DiagnosticCode(
    "repeated-mapping-target", .error,
    "A job's schema has one mapping for each target attribute of a class; the service does not remove a second one (MS-GRAPH).")
  static let wrongType = DiagnosticCode(
    "mapping-type", .error,
    "Only classes in the forest's object-types are handed over, so a mapping for another class would do nothing.")
  static let anchor = DiagnosticCode(
    "source-anchor-mapping", .error,
    "The mapping of the source anchor cannot be changed; each object would be taken for another one and created anew (MS-FAQ).")

  static let rule = EnvironmentRule([repeatedTarget, wrongType, anchor]) { context, diagnostics in
    for (forest, domain) in context.environment.domains {
      var seen: [[UInt8]: AttributeMapping] = [:]
      for mapping in domain.cloudSync.attributeMappings {
        let type = mapping.objectType.value
        if context.isComplete("forests[\(forest.name.value)].object-types"),
          !forest.objectTypes.contains(where: { $0.value == type })
        {
          diagnostics.report(
            wrongType, "'\(type.rawValue)' is not among the object types of the forest \(MessageText.quote(forest.name.value))",
            at: mapping.objectType.range,
            hint: "write one of: \(forest.objectTypes.map(\.value.rawValue).joined(separator: ", "))")
        }
        if foldedASCII(mapping.target.value) == Array("sourceanchor".utf8) {
          diagnostics.report(
            anchor, "the source anchor's mapping cannot be changed", at: mapping.target.range, hint: "delete this mapping")
        }
        let key = Array(type.rawValue.utf8) + [0] + foldedASCII(mapping.target.value)
        if let first = seen[key] {
          diagnostics.report(
            repeatedTarget, "\(MessageText.quote(mapping.target.value)) has two mappings for '\(type.rawValue)'",
            at: mapping.target.range,
            hint: "delete one of the two", notes: [.init("the first one", at: first.target.range)])
        } else {
          seen[key] = mapping
        }
      }
    }
  }
}
