import Diagnostics

/// Numbers that are larger than the input states.
enum CountedMoreRule {
  static let code = FindingCode(
    "counted-more-than-stated",
    limit:
      "Of a stated and a measured number the larger one is held against the limits, so that nothing is taken for smaller than it is.",
    citations: [.inference])

  static let rule = SiteRule(code) { site in
    site.environment.domains.flatMap { forest, domain in
      domain.measured.compactMap { count in
        guard let stated = count.stated, count.number.value > stated.value else { return nil }
        // Computers that are not handed over are held against no limit.
        let matters = count.key != .objects(.computers) || forest.objectTypes.contains { $0.value == .device }
        return site.finding(
          code, matters ? .partial : .information,
          "The input states \(stated.value) \(count.key.name) for '\(domain.name.value)', and \(count.number.value) were \(count.occasion)\(count.scopeNote); the larger number is used",
          remedy: "Write \(count.number.value) at \(stated.keyPath), or take the line out of the input.", at: count.number.range,
          keyPath: stated.keyPath)
      }
    }
  }
}

extension MeasuredCount {
  /// What the number covers, for a report.
  var scopeNote: String {
    switch key {
    case .largestGroup: ""
    case .objects: isInScope ? " in Connect Sync's scope" : " in the whole domain"
    }
  }
}
