import Diagnostics

/// Numbers that are smaller than the input states.
enum CountedLessRule {
  static let code = FindingCode(
    "counted-less-than-stated",
    limit:
      "Of a stated and a measured number the larger one is held against the limits. A smaller measured one can mean that the input is old, or that "
      + "the script could not see everything.",
    citations: [.inference])

  static let rule = SiteRule(code) { site in
    site.environment.domains.flatMap { _, domain in
      domain.measured.compactMap { count in
        guard let stated = count.stated, count.number.value < stated.value else { return nil }
        return site.finding(
          code, .information,
          "The input states \(stated.value) \(count.key.name) for '\(domain.name.value)', and \(count.number.value) were \(count.occasion)\(count.scopeNote); the stated number is used",
          remedy:
            "Find out which of the two holds; write \(count.number.value) at \(stated.keyPath), or take the line out of the input.",
          at: count.number.range, keyPath: stated.keyPath)
      }
    }
  }
}
