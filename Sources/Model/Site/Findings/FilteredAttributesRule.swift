import ConnectExport
import Diagnostics

/// Attributes that Connect Sync's wizard holds back from Entra.
enum FilteredAttributesRule {
  static let code = FindingCode(
    "attributes-held-back",
    limit:
      "With 'app and attribute filtering' Connect Sync's wizard leaves attributes out. Cloud Sync does not know that choice: its default mapping writes "
      + "what it finds, so attributes that were held back would reach the cloud.",
    citations: [.ruleExport, .inference])

  static let rule = SiteRule.onEachServer(code) { _, server in
    guard let filter = server.export.metaverse?[.filterAAD], filter.bool == true else { return [] }
    return [
      server.finding(
        code, .partial, "App and attribute filtering is on",
        remedy:
          "List what it holds back, and take these attributes out of the mappings of every domain before its first wave, or sign off that they are written.",
        at: filter.place)
    ]
  }
}
