import Diagnostics
import Vocabulary

extension Environment {
  /// The domain that a name lies in: the one that its trailing `DC` components spell.
  package func domain(of name: DistinguishedName) -> (forest: Forest, domain: Domain)? {
    let wanted = foldedASCII(name.domainName)
    for forest in forests {
      for domain in forest.domains where foldedASCII(domain.name.value) == wanted { return (forest, domain) }
    }
    return nil
  }

  /// Every unit of every wave, in order.
  package var units: [(wave: Wave, unit: Located<DistinguishedName>)] {
    waves.flatMap { wave in wave.units.map { (wave, $0) } }
  }

  /// The units of all waves in one domain.
  package func units(in domain: Domain) -> [Located<DistinguishedName>] {
    let wanted = foldedASCII(domain.name.value)
    return units.map(\.unit).filter { foldedASCII($0.value.domainName) == wanted }
  }

  /// Every domain with the forest it belongs to.
  package var domains: [(forest: Forest, domain: Domain)] { forests.flatMap { forest in forest.domains.map { (forest, $0) } } }
}
