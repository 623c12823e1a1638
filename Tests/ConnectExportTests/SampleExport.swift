import ConnectExport

/// Small files in the shape of an export, for tests that change one thing in them.
enum SampleExport {
  static let directoryConnector = "{AE4DB4CC-B16B-4EB2-ACF5-837CA84E4D7D}"

  static func file(_ path: String, _ text: String) -> ExportFile { ExportFile(path: path, name: path, bytes: Array(text.utf8)) }

  static let connectorPath = "Connectors/Connector_{ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d}.xml"
  static let metaversePath = "GlobalSettings/MV.xml"
  static let rulePath = "SynchronizationRules/SynchronizationRule_{b31acfbe-cb73-5543-a60c-a9ea8900145d}.xml"

  static let connector = """
    <ma-data>
      <id>\(directoryConnector)</id>
      <name>contoso.com</name>
      <category>AD</category>
      <subtype />
      <schema><dsml xmlns="http://www.dsml.org/DSML"><directory-schema><class id="user"><name>user</name></class></directory-schema></dsml></schema>
      <private-configuration>
        <adma-configuration>
          <forest-name>contoso.com</forest-name>
          <password-hash-sync-config><enabled>1</enabled></password-hash-sync-config>
          <parameter-values>
            <parameter name="cookie">TVNEUwMAAABE</parameter>
            <parameter name="Connector.GroupFilteringGroupDn" />
          </parameter-values>
        </adma-configuration>
      </private-configuration>
      <attribute-inclusion><attribute>cn</attribute><attribute>mail</attribute></attribute-inclusion>
      <ma-partition-data>
        <partition>
          <name>DC=contoso,DC=com</name>
          <selected>1</selected>
          <filter>
            <object-classes><object-class>user</object-class><object-class>group</object-class></object-classes>
            <containers>
              <exclusions><exclusion>DC=contoso,DC=com</exclusion></exclusions>
              <inclusions><inclusion>OU=Müller &amp; Söhne,DC=contoso,DC=com</inclusion></inclusions>
            </containers>
          </filter>
          <custom-data><adma-partition-data><is-domain>1</is-domain><cookie>TVNEUwMAAABE</cookie></adma-partition-data></custom-data>
        </partition>
      </ma-partition-data>
      <ma-run-data><run-configuration><name>Full Import</name></run-configuration></ma-run-data>
    </ma-data>
    """

  static let metaverse = """
    <saved-mv-configuration server='SYNC01' export-date='2026-10-01 08:00:00.000'>
    <!--WARNING>
    </WARNING-->
    <mv-data>
     <schema>
      <dsml:dsml xmlns:dsml="http://www.dsml.org/DSML">
       <dsml:directory-schema>
        <dsml:class id="person"><dsml:attribute ref="#cloudNoFlow" /></dsml:class>
        <dsml:attribute-type id="cloudNoFlow"><dsml:name>cloudNoFlow</dsml:name></dsml:attribute-type>
       </dsml:directory-schema>
      </dsml:dsml>
     </schema>
     <parameter-values>
      <parameter name="Microsoft.Synchronize.StagingMode">False</parameter>
      <parameter name="Microsoft.Synchronize.ServerConfigurationVersion">2.6.92.0</parameter>
      <parameter name="Microsoft.Some.Later.Parameter">x</parameter>
     </parameter-values>
    </mv-data>
    </saved-mv-configuration>

    """

  static let rule = """
    <synchronizationRule>
      <id>{b31acfbe-cb73-5543-a60c-a9ea8900145d}</id>
      <internal-id>{b31acfbe-cb73-5543-a60c-a9ea8900145d}</internal-id>
      <version>1</version>
      <name>In from AD - Größe</name>
      <description />
      <immutable-tag />
      <direction>Inbound</direction>
      <disabled>False</disabled>
      <connector>{ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d}</connector>
      <sourceObjectType>user</sourceObjectType>
      <targetObjectType>person</targetObjectType>
      <linkType>Join</linkType>
      <precedence>50</precedence>
      <precedence-after>{00000000-0000-0000-0000-000000000000}</precedence-after>
      <precedence-before>{00000000-0000-0000-0000-000000000000}</precedence-before>
      <softDeleteExpiryInterval>00:00:00</softDeleteExpiryInterval>
      <EnablePasswordSync>false</EnablePasswordSync>
      <attribute-mappings>
        <mapping execute-once="true">
          <dest>cloudNoFlow</dest>
          <src>True</src>
          <valueMergeType>Update</valueMergeType>
        </mapping>
        <mapping>
          <dest>displayName</dest>
          <expression>Trim([displayName]) &amp; IIF(IsPresent([mail]),"a","b")</expression>
          <valueMergeType>Merge</valueMergeType>
        </mapping>
        <mapping>
          <dest>mail</dest>
          <src>
            <attr>mail</attr>
          </src>
          <valueMergeType>Update</valueMergeType>
        </mapping>
      </attribute-mappings>
      <relationshipCriteria>
        <conditions>
          <condition>
            <csAttribute>objectGUID</csAttribute>
            <ilmAttribute>sourceAnchorBinary</ilmAttribute>
          </condition>
        </conditions>
      </relationshipCriteria>
      <synchronizationCriteria>
        <conditions>
          <scope>
            <csAttribute>dn</csAttribute>
            <csOperator>ENDSWITH</csOperator>
            <csValue>OU=Sales,DC=contoso,DC=com</csValue>
          </scope>
          <scope>
            <csAttribute />
            <csOperator>ISMEMBEROF</csOperator>
            <csValue>CN=Everybody,DC=contoso,DC=com</csValue>
          </scope>
        </conditions>
        <conditions>
          <scope>
            <csAttribute>mail</csAttribute>
            <csOperator>ISNULL</csOperator>
            <csValue />
          </scope>
        </conditions>
      </synchronizationCriteria>
    </synchronizationRule>
    """

  static var files: [ExportFile] { [file(connectorPath, connector), file(metaversePath, metaverse), file(rulePath, rule)] }

  /// The files with one of them in another text, or more files behind them.
  static func files(connector: String = connector, metaverse: String = metaverse, rule: String = rule, more: [ExportFile] = [])
    -> [ExportFile]
  {
    [file(connectorPath, connector), file(metaversePath, metaverse), file(rulePath, rule)] + more
  }
}
