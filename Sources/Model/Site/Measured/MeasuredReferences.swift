import Diagnostics
import Vocabulary

/// Whether objects refer to others across a border, taken from the inventory.
enum MeasuredReferences {
  /// One question as the inventory answers it.
  struct Statement {
    let fact: EstateFact
    let isTrue: Bool
    /// The number that says so, and what it counts.
    let number: Located<Int>
    let what: String
  }

  /// Answers what the input leaves unknown. A measured yes stands against a written no, since it is the worse of the two.
  static func answer(_ environment: inout Environment, from inventory: Inventory) -> [MeasuredAnswer] {
    statements(inventory, environment).compactMap { statement in
      let written = environment.facts[statement.fact]
      guard written.value == .unknown || (statement.isTrue && written.value == .no) else { return nil }
      let answer: Answer = statement.isTrue ? .yes : .no
      environment.facts.answer(
        statement.fact, Located(answer, at: statement.number.range, keyPath: written.keyPath))
      guard written.value == .unknown else { return nil }
      return MeasuredAnswer(
        keyPath: written.keyPath, text: "\(written.keyPath) is \(answer.rawValue): \(statement.what)",
        place: statement.number.range)
    }
  }

  static func statements(_ inventory: Inventory, _ environment: Environment) -> [Statement] {
    let results = environment.domains.map { inventory.domain(named: $0.domain.name.value) }
    let domains = crossDomain(results)
    let forests = crossForest(results)
    return [domains, forests].compactMap { $0 }
  }

  /// Yes with the first reference into another domain; no when every domain was measured and has none.
  private static func crossDomain(_ results: [DomainInventory?]) -> Statement? {
    var none: Located<Int>?
    var isWhole = true
    for result in results {
      for (counts, name) in [(result?.managers, "managers"), (result?.members, "members of groups")] {
        guard let crossing = counts?.crossDomain else {
          isWhole = false
          continue
        }
        guard crossing.value == 0 else {
          let of = counts?.total.map { " of \($0.value)" } ?? ""
          return Statement(
            fact: .crossDomainReferences, isTrue: true, number: crossing,
            what: "\(crossing.value)\(of) \(name) in '\(result?.name.value ?? "")' are objects of another domain")
        }
        none = none ?? crossing
      }
    }
    guard isWhole, let none else { return nil }
    return Statement(
      fact: .crossDomainReferences, isTrue: false, number: none, what: "no manager and no member is an object of another domain")
  }

  /// No when every domain was measured and has no foreign member; a manager is always of the same forest. Every domain has foreign members in its
  /// built-in groups that are no objects of a forest, so a number above zero says nothing.
  private static func crossForest(_ results: [DomainInventory?]) -> Statement? {
    let numbers = results.map { $0?.members?.foreignSecurityPrincipals }
    guard let first = numbers.first ?? nil, numbers.allSatisfy({ $0?.value == 0 }) else { return nil }
    return Statement(
      fact: .crossForestReferences, isTrue: false, number: first, what: "no member is a foreign security principal")
  }
}

/// Something that the input left open and the inventory answers.
struct MeasuredAnswer: Sendable {
  /// Key of the input, such as `connect.estate.cross-domain-references`.
  let keyPath: String
  /// With the key and the value.
  let text: String
  let place: SourceRange
}
