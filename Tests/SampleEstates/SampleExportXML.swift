/// Spells the files of a sample export. Not the product's own writer: a test that read what the same code wrote would prove nothing.
enum SampleExportXML {
  static func connector(_ connector: SampleExport.Connector) -> String {
    """
    <ma-data>
      <id>{\(connector.id.uppercased())}</id>
      <name>\(escaped(connector.name))</name>
      <category>\(connector.category)</category>
      <subtype />
      <schema><dsml xmlns="http://www.dsml.org/DSML"><directory-schema /></dsml></schema>
      <private-configuration><adma-configuration><forest-name>\(escaped(connector.forest ?? connector.name))</forest-name>
      <password-hash-sync-config><enabled>\(connector.passwordHashSync ? 1 : 0)</enabled></password-hash-sync-config>
      <parameter-values><parameter name="Connector.GroupFilteringGroupDn">\(escaped(connector.filteringGroup))</parameter></parameter-values>
      </adma-configuration></private-configuration>
      <attribute-inclusion><attribute>cn</attribute></attribute-inclusion>
      <ma-partition-data><partition><name>\(escaped(connector.partition))</name><selected>\(connector.isSelected ? 1 : 0)</selected>
      <filter><object-classes>\(list("object-class", connector.classes))</object-classes>
      <containers><exclusions>\(list("exclusion", connector.excluded))</exclusions>
      <inclusions>\(list("inclusion", connector.included))</inclusions></containers></filter>
      <custom-data><adma-partition-data><is-domain>1</is-domain><cookie>AAAA</cookie></adma-partition-data></custom-data></partition>\(more(connector))</ma-partition-data>
      <ma-run-data />
    </ma-data>
    """
  }

  private static func more(_ connector: SampleExport.Connector) -> String {
    connector.morePartitions.map { name in
      "<partition><name>\(escaped(name))</name><selected>1</selected><filter><object-classes>\(list("object-class", connector.classes))</object-classes>"
        + "<containers><exclusions /><inclusions>\(list("inclusion", [name]))</inclusions></containers></filter></partition>"
    }.joined()
  }

  static let entraConnector = """
    <ma-data>
      <id>{\(SampleExport.entra.uppercased())}</id>
      <name>contoso.onmicrosoft.com - AAD</name>
      <category>Extensible2</category>
      <subtype>Windows Azure Active Directory (Microsoft)</subtype>
      <private-configuration><MAConfig><parameter-values>
        <parameter name="UserName">Sync_SYNC01_0123456789ab@contoso.onmicrosoft.com</parameter><parameter name="Password" encrypted="1" />
      </parameter-values><aad-password-reset-config><enabled>0</enabled></aad-password-reset-config></MAConfig></private-configuration>
      <ma-partition-data><partition><name>default</name><selected>1</selected><water-mark>AAAA</water-mark></partition></ma-partition-data>
    </ma-data>
    """

  static func metaverse(_ export: SampleExport) -> String {
    let classes = export.noFlowClasses.map {
      "<dsml:class id=\"\($0)\"><dsml:attribute ref=\"#cloudNoFlow\" required=\"false\" /></dsml:class>"
    }
    let type = export.noFlowClasses.isEmpty ? "" : "<dsml:attribute-type id=\"cloudNoFlow\" single-value=\"true\" />"
    let settings = export.settings.map { "<parameter name=\"\($0.0)\">\(escaped($0.1))</parameter>" }
    return """
      <saved-mv-configuration server='\(export.server)' export-date='2026-10-01 08:00:00.000'>
      <!--WARNING>
      </WARNING-->
      <mv-data>
       <schema><dsml:dsml xmlns:dsml="http://www.dsml.org/DSML"><dsml:directory-schema>\(classes.joined())\(type)</dsml:directory-schema></dsml:dsml></schema>
       <parameter-values>
      \(settings.joined(separator: "\n"))
       </parameter-values>
      </mv-data>
      </saved-mv-configuration>

      """
  }

  static func rule(_ rule: SampleExport.Rule) -> String {
    let mappings = rule.mappings.map { target, source in
      let value = source.contains("[") ? "<expression>\(escaped(source))</expression>" : "<src>\(escaped(source))</src>"
      return
        "<mapping\(rule.isExecutedOnce ? " execute-once=\"true\"" : "")><dest>\(target)</dest>\(value)<valueMergeType>\(rule.mergeType)</valueMergeType></mapping>"
    }
    let joins = rule.joins.map {
      "<conditions><condition><csAttribute>\($0.0)</csAttribute><ilmAttribute>\($0.1)</ilmAttribute></condition></conditions>"
    }
    let scope = rule.scope.map { group in
      let clauses = group.map { attribute, comparison, value in
        "<scope><csAttribute>\(attribute)</csAttribute><csOperator>\(comparison)</csOperator><csValue>\(escaped(value))</csValue></scope>"
      }
      return "<conditions>\(clauses.joined())</conditions>"
    }
    return """
      <synchronizationRule>
        <id>{\(rule.id)}</id>
        <internal-id>{\(rule.id)}</internal-id>
        <version>1</version>
        <name>\(escaped(rule.name))</name>
        <description />
        <immutable-tag>\(rule.tag)</immutable-tag>
        <direction>\(rule.isInbound ? "Inbound" : "Outbound")</direction>
        <disabled>\(rule.isDisabled ? "True" : "False")</disabled>
        <connector>{\(rule.connector)}</connector>
        <sourceObjectType>\(rule.source)</sourceObjectType>
        <targetObjectType>\(rule.target)</targetObjectType>
        <linkType>\(rule.link)</linkType>
        <precedence>\(rule.precedence)</precedence>
        <EnablePasswordSync>false</EnablePasswordSync>
        <attribute-mappings>\(mappings.joined())</attribute-mappings>
        <relationshipCriteria>\(joins.joined())</relationshipCriteria>
        <synchronizationCriteria>\(scope.joined())</synchronizationCriteria>
      </synchronizationRule>
      """
  }

  private static func list(_ name: String, _ values: [String]) -> String {
    values.map { "<\(name)>\(escaped($0))</\(name)>" }.joined()
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
