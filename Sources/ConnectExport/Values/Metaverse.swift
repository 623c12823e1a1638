import Diagnostics

/// `MV.xml`: the server's settings, and which attributes the classes of the metaverse have.
package struct Metaverse: Sendable {
  /// Name of the server that wrote the export.
  package let server: String?
  /// When the export was written, as the server spells it.
  package let exportDate: String?
  package let place: SourceRange
  /// Classes with the attributes that they refer to, such as `person` with `cloudNoFlow`.
  package let classes: [MetaverseClass]
  /// Identifiers of the attribute types.
  package let attributeTypes: [String]
  private let settings: [(name: String, value: ExportText)]

  package struct MetaverseClass: Sendable {
    package let name: String
    package let attributes: [String]
  }

  init(
    server: String?, exportDate: String?, place: SourceRange, classes: [MetaverseClass], attributeTypes: [String],
    settings: [(name: String, value: ExportText)]
  ) {
    self.server = server
    self.exportDate = exportDate
    self.place = place
    self.classes = classes
    self.attributeTypes = attributeTypes
    self.settings = settings
  }

  /// Nil when the export does not state it; builds differ in what they write.
  package subscript(setting: Setting) -> ExportText? {
    settings.first { $0.name.utf8.elementsEqual(setting.rawValue.utf8) }?.value
  }

  /// Whether the class has the attribute, and the attribute exists.
  package func has(_ attribute: String, on className: String) -> Bool {
    attributeTypes.contains { $0.utf8.elementsEqual(attribute.utf8) }
      && classes.contains {
        $0.name.utf8.elementsEqual(className.utf8) && $0.attributes.contains { $0.utf8.elementsEqual(attribute.utf8) }
      }
  }

  /// Parameters of the metaverse that say something about a migration. All others are not read. Source: RULE-XML, and listings of later builds.
  package enum Setting: String, Sendable, Hashable, CaseIterable {
    case anchorAttribute = "Microsoft.SynchronizationOption.AnchorAttribute"
    case autoUpgradeState = "Microsoft.OptionalFeature.AutoUpgradeState"
    case build = "Microsoft.Synchronize.ServerConfigurationVersion"
    case deviceWriteUp = "Microsoft.OptionalFeature.DeviceWriteUp"
    case deviceWriteback = "Microsoft.OptionalFeature.DeviceWriteBack"
    case directoryExtension = "Microsoft.OptionalFeature.DirectoryExtension"
    case directoryExtensionAttributes = "Microsoft.OptionalFeature.DirectoryExtensionAttributes"
    case exportDeletionThreshold = "Microsoft.OptionalFeature.ExportDeletionThreshold"
    case exportDeletionThresholdValue = "Microsoft.OptionalFeature.ExportDeletionThresholdValue"
    case filterAAD = "Microsoft.OptionalFeature.FilterAAD"
    case groupFiltering = "Microsoft.OptionalFeature.GroupFiltering"
    case groupWriteback = "Microsoft.OptionalFeature.GroupWriteBack"
    case hybridExchange = "Microsoft.OptionalFeature.HybridExchange"
    case joinCriteria = "Microsoft.SynchronizationOption.JoinCriteria"
    case mailPublicFolder = "Microsoft.OptionalFeature.ExchangeMailPublicFolder"
    case passwordHashSync = "Microsoft.OptionalFeature.PasswordHashSync"
    case passwordWriteback = "Microsoft.OptionalFeature.PasswordWriteback"
    case schedule = "Microsoft.Synchronize.SynchronizationSchedule"
    case schedulerSuspended = "Microsoft.Synchronize.SchedulerSuspended"
    case seamlessSSO = "Microsoft.UserSignIn.DesktopSsoEnabled"
    case signOnMethod = "Microsoft.UserSignIn.SignOnMethod"
    case stagingMode = "Microsoft.Synchronize.StagingMode"
    case timeInterval = "Microsoft.Synchronize.TimeInterval"
    case upnAttribute = "Microsoft.SynchronizationOption.UPNAttribute"
    case userWriteback = "Microsoft.OptionalFeature.UserWriteBack"
  }
}
