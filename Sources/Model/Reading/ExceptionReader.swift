/// Reads what a site says to Microsoft about a deadline.
enum ExceptionReader {
  /// Nil when the file says nothing.
  static func request(_ reader: ObjectReader) -> ExceptionRequest? {
    guard reader.isPresent else { return nil }
    return ExceptionRequest(
      deadline: reader.optional(ExceptionShape.deadline), requestedEnd: reader.optional(ExceptionShape.requestedEnd),
      impact: reader.optional(ExceptionShape.impact), mitigations: reader.list(ExceptionShape.mitigations) ?? [],
      milestones: reader.objects(ExceptionShape.milestones, milestone))
  }

  private static func milestone(_ reader: ObjectReader) -> ExceptionRequest.Milestone? {
    let name = reader.required(MilestoneShape.name)
    let by = reader.required(MilestoneShape.by)
    guard let name, let by else { return nil }
    return ExceptionRequest.Milestone(name: name, by: by)
  }
}
