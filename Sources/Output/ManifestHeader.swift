/// The facts about a kit as a whole that its manifest records. They come from the rooms before; Output only spells them.
package struct ManifestHeader: Sendable, Equatable {
  /// The version of the tool that made the kit.
  package var toolVersion: String
  /// The environment's name in the input.
  package var environment: String
  /// The number of the last scope revision.
  package var revision: Int
  /// Whether the kit was made past a refusal that the operator overrode.
  package var isForced: Bool
  /// Identifiers of the waivers in effect, in the input's order.
  package var waivers: [String]
  /// The units of the last scope revision, by domain: the next run finds by them a unit that is gone.
  package private(set) var units: [DomainUnits]

  /// The units of one domain, as distinguished names in the order of the waves.
  package struct DomainUnits: Sendable, Equatable {
    package var domain: String
    package var units: [String]

    package init(domain: String, units: [String]) {
      self.domain = domain
      self.units = units
    }

    package static func == (left: DomainUnits, right: DomainUnits) -> Bool {
      left.domain.utf8.elementsEqual(right.domain.utf8)
        && left.units.elementsEqual(right.units) { $0.utf8.elementsEqual($1.utf8) }
    }
  }

  /// - Parameter units: one element a domain, each domain once; sorted here by the domain's name, bytewise.
  package init(
    toolVersion: String, environment: String, revision: Int, units: [DomainUnits], waivers: [String], isForced: Bool = false
  ) {
    self.toolVersion = toolVersion
    self.environment = environment
    self.revision = revision
    self.isForced = isForced
    self.waivers = waivers
    self.units = units.sorted { $0.domain.utf8.lexicographicallyPrecedes($1.domain.utf8) }
    precondition(Set(units.map { Array($0.domain.utf8) }).count == units.count, "a domain is there twice")
  }
}
