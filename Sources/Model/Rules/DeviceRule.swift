import Diagnostics
import Vocabulary

/// Devices are handed over in both places or in none, and the preview is accepted.
enum DeviceRule {
  static let notWanted = DiagnosticCode(
    "device-sync-not-wanted", .error,
    "With device among the object types Connect Sync stops writing the computers of migrated units. Cloud Sync must then synchronize them, or hybrid join breaks."
  )
  static let previewNotAcknowledged = DiagnosticCode(
    "device-preview-not-acknowledged", .error,
    "Device synchronization in Cloud Sync is a preview, off by default, from agent 1.1.1107 on; deleted devices come back only when their object in Active Directory changes (MS-DEV). Somebody has to accept that."
  )
  static let typeMissing = DiagnosticCode(
    "device-type-missing", .error,
    "Cloud Sync would synchronize computers that Connect Sync keeps writing. One object must never have two writers.")

  static let rule = EnvironmentRule([notWanted, previewNotAcknowledged, typeMissing]) { context, diagnostics in
    for (forest, domain) in context.environment.domains {
      let types = "forests[\(forest.name.value)].object-types"
      let device = domain.cloudSync.deviceSync
      guard context.isKnown(device.isWanted.keyPath), context.isKnown(device.previewIsAcknowledged.keyPath) else { continue }
      let type = forest.objectTypes.first { $0.value == .device }
      if device.isWanted.value {
        if type == nil, context.isComplete(types) {
          diagnostics.report(
            typeMissing, "the forest \(MessageText.quote(forest.name.value)) does not list 'device' among its object types",
            at: device.isWanted.range, hint: "add device to the forest's object-types, or write wanted: no")
        }
        if !device.previewIsAcknowledged.value {
          diagnostics.report(
            previewNotAcknowledged,
            "device synchronization is a preview and nobody has accepted that for \(MessageText.quote(domain.name.value))",
            at: device.isWanted.range, hint: "write acknowledge-preview: yes beside it, or wanted: no")
        }
      } else if let type {
        diagnostics.report(
          notWanted, "the domain \(MessageText.quote(domain.name.value)) hands over devices and does not synchronize them",
          at: type.range,
          hint: "write cloud-sync: device-sync: wanted: yes in that domain, or remove device here",
          notes: [.init("the domain", at: domain.name.range)])
      }
    }
  }
}
