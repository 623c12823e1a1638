import Diagnostics
import Vocabulary

/// One connector of a Connect server.
package struct ExportConnector: Sendable {
  package let id: GUID
  package let name: ExportText
  package let kind: Kind
  /// Category and subtype as the file has them, for a connector of another kind.
  package let category: ExportText
  package let subtype: ExportText?
  /// DNS name of the forest, of an Active Directory connector.
  package let forest: ExportText?
  package let partitions: [Partition]
  /// Attributes that the connector reads.
  package let attributes: [String]
  /// The group whose direct members are synchronized alone; empty when the wizard's group filter is off, nil when nothing is stated.
  package let filteringGroup: ExportText?
  /// Password hash synchronization of an Active Directory connector.
  package let passwordHashSync: ExportText?
  /// Password writeback of the Entra connector.
  package let passwordWriteback: ExportText?
  /// Account of the Entra connector.
  package let userName: ExportText?
  /// Version of the Entra connector's software.
  package let softwareVersion: ExportText?
  /// Names of the run profiles.
  package let runProfiles: [String]
  package let place: SourceRange

  package enum Kind: Sendable, Hashable { case activeDirectory, entra, other }

  /// One naming context: of an Active Directory connector a domain, of others `default`.
  package struct Partition: Sendable {
    package let name: ExportText
    package let isSelected: Bool
    /// Nil when the file does not say.
    package let isDomain: Bool?
    package let objectClasses: [ExportText]
    package let inclusions: [ExportText]
    package let exclusions: [ExportText]
  }
}
