import Diagnostics
import Vocabulary

/// Reads the key `cloud-sync` of a domain.
enum CloudSyncReader {
  static func settings(_ reader: ObjectReader) -> CloudSyncSettings {
    let device = reader.objectOrDefaults(CloudSyncShape.deviceSync)
    return CloudSyncSettings(
      passwordHashSync: reader.defaulted(CloudSyncShape.passwordHashSync),
      exchangeHybridWriteback: reader.defaulted(CloudSyncShape.exchangeHybridWriteback),
      deviceSync: .init(
        isWanted: device.defaulted(DeviceSyncShape.wanted),
        previewIsAcknowledged: device.defaulted(DeviceSyncShape.acknowledgePreview)),
      directoryExtensions: reader.list(CloudSyncShape.directoryExtensions) ?? [],
      deleteThreshold: reader.defaulted(CloudSyncShape.deleteThreshold),
      notify: reader.list(CloudSyncShape.notify) ?? [],
      attributeMappings: reader.objects(CloudSyncShape.attributeMappings, mapping))
  }

  private static func mapping(_ reader: ObjectReader) -> AttributeMapping? {
    let objectType = reader.required(MappingShape.objectType)
    let target = reader.required(MappingShape.target)
    let source = source(reader)
    guard let objectType, let target, let source else { return nil }
    return AttributeMapping(objectType: objectType, target: target, source: source)
  }

  private static func source(_ reader: ObjectReader) -> MappingSource? {
    let names = MappingShape.shape.exactlyOneOf
    let given = names.filter { reader.node($0) != nil }
    let attribute = reader.optional(MappingShape.attribute)
    let constant = reader.optional(MappingShape.constant)
    let expression = reader.optional(MappingShape.expression)
    guard given.count == 1 else {
      reader.reading.report(
        Diagnostic(
          .mappingSource,
          given.isEmpty
            ? "the mapping has no source" : "the mapping has \(given.count) sources: \(given.joined(separator: ", "))",
          at: given.count > 1 ? reader.keyPlace(given[1]) : reader.place,
          hint: "write exactly one of \(names.joined(separator: ", "))"))
      return nil
    }
    if let attribute { return .attribute(attribute) }
    if let constant { return .constant(constant) }
    if let expression { return .expression(expression.map(\.text), expression.value.tree) }
    return nil
  }
}
