import Diagnostics
import Vocabulary

/// What the Cloud Sync configuration of one domain is to do.
package struct CloudSyncSettings: Sendable {
  package var passwordHashSync: Located<Bool>
  package var exchangeHybridWriteback: Located<Bool>
  package var deviceSync: DeviceSync
  /// Directory extension attributes, by their AD attribute names.
  package var directoryExtensions: [Located<String>]
  /// Deletions in one cycle at which the job stops and asks; 1 to 500.
  package var deleteThreshold: Located<Int>
  /// Who is mailed about quarantine and held deletions.
  package var notify: [Located<String>]
  package var attributeMappings: [AttributeMapping]

  /// Device synchronization is a preview (2026-07-21) and must be acknowledged as one.
  package struct DeviceSync: Sendable {
    package var isWanted: Located<Bool>
    package var previewIsAcknowledged: Located<Bool>
    package init(isWanted: Located<Bool>, previewIsAcknowledged: Located<Bool>) {
      self.isWanted = isWanted
      self.previewIsAcknowledged = previewIsAcknowledged
    }
  }

  package init(
    passwordHashSync: Located<Bool>, exchangeHybridWriteback: Located<Bool>, deviceSync: DeviceSync,
    directoryExtensions: [Located<String>],
    deleteThreshold: Located<Int>, notify: [Located<String>], attributeMappings: [AttributeMapping]
  ) {
    self.passwordHashSync = passwordHashSync
    self.exchangeHybridWriteback = exchangeHybridWriteback
    self.deviceSync = deviceSync
    self.directoryExtensions = directoryExtensions
    self.deleteThreshold = deleteThreshold
    self.notify = notify
    self.attributeMappings = attributeMappings
  }
}

/// One attribute that flows otherwise than by default.
package struct AttributeMapping: Sendable {
  package var objectType: Located<ObjectType>
  /// Target attribute in Entra, as the job schema spells it.
  package var target: Located<String>
  package var source: MappingSource

  package init(objectType: Located<ObjectType>, target: Located<String>, source: MappingSource) {
    self.objectType = objectType
    self.target = target
    self.source = source
  }
}

/// Where a mapped value comes from.
package enum MappingSource: Sendable {
  case attribute(Located<String>)
  case constant(Located<String>)
  /// An expression of the provisioning service, such as `Trim([mail])`, with its parsed tree.
  case expression(Located<String>, MappingExpression)
}
