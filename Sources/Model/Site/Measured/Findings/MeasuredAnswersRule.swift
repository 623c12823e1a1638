import Diagnostics

/// What the input left open and the inventory answered.
enum MeasuredAnswersRule {
  static let code = FindingCode(
    "answered-from-inventory",
    limit:
      "What the input leaves open is taken from the inventory; an inventory shows the day on which it was made. Objects are those in Connect Sync's "
      + "scope when that is known and the containers account for every object, and otherwise those of the whole domain, which are never fewer.",
    citations: [.inference])

  static let rule = SiteRule(code) { site in
    let counts = site.environment.domains.compactMap { _, domain -> Finding? in
      let open = domain.measured.filter { $0.stated == nil }
      guard let first = open.first else { return nil }
      // One after the other as long as they count the same.
      let numbers = open.indices.map { index in
        let isLast = index + 1 == open.count
        let ends = isLast || !open[index].scopeNote.utf8.elementsEqual(open[index + 1].scopeNote.utf8)
        return
          "\(open[index].number.value) \(open[index].key.name)\(ends ? open[index].scopeNote : "")\(isLast ? "" : ends ? "; " : ", ")"
      }.joined()
      return finding(
        site, "The inventory answers for '\(domain.name.value)', \(first.occasion): \(numbers)", first.number.range,
        "\(domain.name.keyPath.dropLast(".name".utf8.count)).counts")
    }
    return counts + site.measured.map { finding(site, "The inventory answers: \($0.text)", $0.place, $0.keyPath) }
  }

  private static func finding(_ site: Site, _ fact: String, _ place: SourceRange, _ keyPath: String) -> Finding {
    site.finding(
      code, .information, fact, remedy: "Count again before the first wave, or write the answer into the input to fix it.",
      at: place, keyPath: keyPath)
  }
}
