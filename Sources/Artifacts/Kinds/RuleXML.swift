import Model
import Plan

/// Synchronization rules as XML, in the exact bytes that a Connect Sync configuration export has.
///
/// For review and comparison: there is no supported way to import a single rule file; the PowerShell beside it makes the same rules. Shape and order of the
/// elements, booleans and empty elements follow a published export of build 1.1.130.0 (RULE-XML); no export of a JoinNoFlow rule is public, so outbound rules
/// combine that shape with the documented link type.
enum RuleXML {
  /// The file's name in an export: the identifier in lower case and braces.
  static func fileName(_ rule: SynchronizationRule) -> String { "SynchronizationRule_\(rule.id.braced).xml" }

  /// - Parameter connector: identifier of the rule's connector on the server that the file is for, in braces.
  static func bytes(_ scoped: ScopedRule, connector: String, scopeOperator: KitSettings.ScopeOperator) -> [UInt8] {
    let rule = scoped.rule
    var xml = XMLLines(root: "synchronizationRule")
    xml.leaf("id", rule.id.braced)
    xml.leaf("internal-id", rule.id.braced)
    xml.leaf("version", "1")
    xml.leaf("name", rule.name)
    xml.leaf("description", rule.description)
    xml.leaf("immutable-tag", "")
    xml.leaf("direction", rule.directionName)
    xml.leaf("disabled", "False")
    xml.leaf("connector", connector)
    xml.leaf("sourceObjectType", rule.sourceObjectType)
    xml.leaf("targetObjectType", rule.targetObjectType)
    xml.leaf("linkType", rule.linkType)
    xml.leaf("precedence", String(rule.precedence))
    xml.leaf("precedence-after", noRule)
    xml.leaf("precedence-before", noRule)
    xml.leaf("softDeleteExpiryInterval", "00:00:00")
    xml.leaf("EnablePasswordSync", "false")
    if rule.isInbound {
      xml.element("attribute-mappings") { xml in
        xml.element("mapping") { xml in
          xml.leaf("dest", "cloudNoFlow")
          xml.leaf("src", "True")
          xml.leaf("valueMergeType", "Update")
        }
      }
    } else {
      xml.leaf("attribute-mappings", "")
    }
    xml.leaf("relationshipCriteria", "")
    xml.element("synchronizationCriteria") { xml in
      if rule.isInbound {
        for value in scoped.scopeValues(for: scopeOperator) { condition(&xml, "dn", scopeOperator.ruleOperator, value) }
      } else {
        condition(&xml, "cloudNoFlow", "EQUAL", "True")
      }
    }
    return xml.finish()
  }

  private static let noRule = "{00000000-0000-0000-0000-000000000000}"

  /// One scope group with one clause. Groups are alternatives; the element is called csAttribute in outbound rules too, where it names a metaverse attribute.
  private static func condition(_ xml: inout XMLLines, _ attribute: String, _ operator: String, _ value: String) {
    xml.element("conditions") { xml in
      xml.element("scope") { xml in
        xml.leaf("csAttribute", attribute)
        xml.leaf("csOperator", `operator`)
        xml.leaf("csValue", value)
      }
    }
  }
}
