import Vocabulary

/// Identifiers that mean something everywhere and therefore cannot be a site's own.
enum WellKnownGUID {
  static let zero = GUID("00000000-0000-0000-0000-000000000000")!
  /// The Entra connector of every Connect Sync installation. Source: configuration export of Connect Sync.
  static let entraConnector = GUID("b891884f-051e-4a83-95af-2544101c9083")!
}
