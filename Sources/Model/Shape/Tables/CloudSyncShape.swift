import Vocabulary

enum CloudSyncShape {
  static let passwordHashSync = Field<Bool>.defaulted(
    "password-hash-sync", .yesNo, to: false, written: "no", "Synchronize password hashes, with a job of its own.",
    from: [.graphHowTo])
  static let exchangeHybridWriteback = Field<Bool>.defaulted(
    "exchange-hybrid-writeback", .yesNo, to: false, written: "no",
    "Write Exchange hybrid attributes back to Active Directory, with a job of its own. It starts only after Connect Sync's own writeback is off for this domain.",
    from: [.exchangeHybrid])
  static let deviceSync = ObjectField("device-sync", DeviceSyncShape.shape, "Synchronize computers for hybrid join.")
  static let directoryExtensions = ListField<String>(
    "directory-extensions", of: .attributeName,
    "Active Directory attributes that are synchronized as directory extensions.", from: [.customAttributes])
  static let deleteThreshold = Field<Int>.defaulted(
    "delete-threshold", .integer("a deletion threshold", 1...Limit.defaultDeleteThreshold.value), to: 50, written: "50",
    "Deletions in one cycle at which the job stops and asks. The product's default is 500; during a migration nearly every deletion is a mistake, so 50 is the default here.",
    from: [.accidentalDeletes])
  static let notify = ListField<String>(
    "notify", of: .email, "Who is mailed about quarantine and held deletions.", from: [.graphHowTo])
  static let attributeMappings = ObjectListField(
    "attribute-mappings", of: MappingShape.shape, "Attributes that flow otherwise than by default.")

  static let shape = ObjectShape(
    title: "cloud-sync",
    fields: [
      passwordHashSync.description, exchangeHybridWriteback.description, deviceSync.description, directoryExtensions.description,
      deleteThreshold.description, notify.description, attributeMappings.description,
    ])
}

enum DeviceSyncShape {
  static let wanted = Field<Bool>.defaulted(
    "wanted", .yesNo, to: false, written: "no", "Whether Cloud Sync is to synchronize computers.", from: [.deviceSync])
  static let acknowledgePreview = Field<Bool>.defaulted(
    "acknowledge-preview", .yesNo, to: false, written: "no",
    "Device synchronization is a preview; say yes here to accept that.", from: [.deviceSync])

  static let shape = ObjectShape(title: "device-sync", fields: [wanted.description, acknowledgePreview.description])
}

enum MappingShape {
  static let objectType = Field.required(
    "object-type",
    ScalarRule<ObjectType>.choice("an object type") { $0.title }, "The class of objects that the mapping is for.")
  static let target = Field<String>.required("target", .attributeName, "Attribute in Entra, as the job's schema spells it.")
  static let attribute = Field<String>.optional(
    "attribute", .attributeName, "Source: an attribute of the Active Directory object.")
  static let constant = Field<String>.optional(
    "constant", .text("a constant", longest: 448), "Source: the same text for every object.")
  static let expression = Field<ParsedExpression>.optional(
    "expression", .expression, "Source: an expression of the provisioning service, such as Trim([mail]).")

  static let shape = ObjectShape(
    title: "attribute mapping",
    fields: [
      objectType.description, target.description, attribute.description, constant.description, expression.description,
    ], exactlyOneOf: [attribute.name, constant.name, expression.name])
}
