import Vocabulary

enum WaveShape {
  static let name = Field<String>.required("name", .pathName(longest: 24), "Name of the wave and of its folder.")
  static let note = Field<String>.optional("note", .text("a note", longest: 10_000), "Free text for the people who read the kit.")
  static let units = ListField<DistinguishedName>(
    "units", of: .distinguishedName, atLeast: 1,
    "Organizational units that go over in this wave, each with everything below it. Up to 50 in one domain are tested by Microsoft.",
    from: [.prerequisites2025])
  static let testObjects = TestObjectList(
    "Objects inside the wave's units that are looked at closely. A distinguished name alone is a user.")
  static let moveUsers = ListField<DistinguishedName>(
    "move-users", of: .distinguishedName, "Users that are moved into the wave's first unit before anything else.",
    from: [.migration])
  static let createUnits = Field<Bool>.defaulted(
    "create-units", .yesNo, to: false, written: "no", "Whether the kit may create units that do not exist yet.")

  static let shape = ObjectShape(
    title: "wave",
    fields: [
      name.description, note.description, units.description, testObjects.description, moveUsers.description,
      createUnits.description,
    ],
    refused: [
      RefusedKey(
        name: "groups", code: .groupScopeRefused, message: "scope by groups is not supported",
        hint: "move the users into an organizational unit and name it in 'units'")
    ])
}

/// The key `test-objects`: a list whose elements are distinguished names or mappings with a type.
struct TestObjectList: Sendable {
  let description: FieldDescription
  let rule = ScalarRule<DistinguishedName>.distinguishedName

  init(_ documentation: String) {
    description = FieldDescription(
      name: "test-objects",
      type: .list(
        of: .scalarOr(rule.description, .object(TestObjectShape.shape)), atLeast: 0, key: nil),
      presence: .optional, documentation: documentation, citations: [.onDemand])
  }

  var name: String { description.name }
}

enum TestObjectShape {
  static let name = Field<DistinguishedName>.required("name", .distinguishedName, "Distinguished name of the object.")
  static let type = Field.defaulted(
    "type", ScalarRule<ObjectType>.choice("an object type") { $0.title }, to: .user, written: "user", "Class of the object.")

  static let shape = ObjectShape(title: "test object", fields: [name.description, type.description])
}

enum RemainingUnitShape {
  static let unit = Field<DistinguishedName>.required("unit", .distinguishedName, "The organizational unit.")
  static let reason = Field<String>.required("reason", .text("a reason", longest: 2_000), "Why it stays.")

  static let shape = ObjectShape(title: "remaining unit", fields: [unit.description, reason.description])
}

enum WaiverShape {
  static let finding = Field<String>.required(
    "finding",
    .word(
      "a finding's name", code: .invalidName, pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", longest: 80,
      words: "the name in brackets that the readiness report prints"
    ) { bytes in !bytes.isEmpty && bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 } },
    "Name of the finding that is waived.")
  static let reason = Field<String>.required("reason", .text("a reason", longest: 2_000), "Why going on is right all the same.")
  static let who = Field<String>.required("who", .text("a name", longest: 200), "Who signed it off.")

  static let shape = ObjectShape(title: "waiver", fields: [finding.description, reason.description, who.description])
}
