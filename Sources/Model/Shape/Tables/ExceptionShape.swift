import Vocabulary

/// The keys of a request to Microsoft for more time.
enum ExceptionShape {
  static let deadline = Field<CalendarDate>.optional("deadline", .date, "The day that Microsoft set, as its notice says.")
  static let requestedEnd = Field<CalendarDate>.optional("requested-end", .date, "The day that is asked for instead.")
  static let impact = Field<String>.optional(
    "impact", .text("an impact", longest: 4_000), "What the deadline would do to the organization, in one line without names.")
  static let mitigations = ListField<String>(
    "mitigations", of: .text("a mitigation", longest: 2_000), "What has been tried to meet the deadline, one line each.")
  static let milestones = ObjectListField(
    "milestones", of: MilestoneShape.shape, key: MilestoneShape.name,
    "By which day each part of the migration is done: preparation, the waves by their names, cutover, decommission.")

  static let shape = ObjectShape(
    title: "exception",
    fields: [
      deadline.description, requestedEnd.description, impact.description, mitigations.description, milestones.description,
    ])
}

enum MilestoneShape {
  static let name = Field<String>.required(
    "name", .pathName(longest: 24), "Name of a wave, or preparation, cutover or decommission.")
  static let by = Field<CalendarDate>.required("by", .date, "The last day for it.")

  static let shape = ObjectShape(title: "milestone", fields: [name.description, by.description])
}
