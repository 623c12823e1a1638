import Foundation
import Model
import SampleEstates

/// What an example says about its waves, put together here and not by the planner: the scope after a wave is all units up to it.
struct ExpectedScope {
  let environment: Environment
  let waves: [Wave]

  struct Wave {
    let name: String
    /// Place in the kit.
    let folder: String
    let revision: Int
    /// Every unit of this wave and of those before it.
    let units: [String]
    let newUnits: [String]
  }

  init(_ example: String) throws {
    let environment = try SampleEstate.environment(try String(contentsOfFile: Program.example(example), encoding: .utf8))
    self.environment = environment
    var units: [String] = []
    waves = environment.waves.enumerated().map { index, wave in
      let new = wave.units.map(\.value.text)
      units += new
      let number = index + 1
      return Wave(
        name: wave.name.value, folder: "waves/\(number < 10 ? "0" : "")\(number)-\(wave.name.value)", revision: number,
        units: units,
        newUnits: new)
    }
  }

  var servers: [String] { environment.connect.servers.map(\.name.value) }

  /// Every domain with its own distinguished name, such as `DC=contoso,DC=com`.
  var domains: [(name: String, end: String)] {
    environment.forests.flatMap(\.domains).map { domain in
      (domain.name.value, "," + domain.name.value.split(separator: ".").map { "DC=\($0)" }.joined(separator: ","))
    }
  }

  /// The units of a list that lie in one domain, and in no child domain of it.
  func units(_ units: [String], in domain: String) -> [String] {
    let end = domains.first { $0.name == domain }!.end
    return units.filter { unit in
      unit.hasSuffix(end)
        && !domains.contains { $0.end.utf8.count > end.utf8.count && $0.end.hasSuffix(end) && unit.hasSuffix($0.end) }
    }
  }

  /// The units of a list that one forest's connector reads.
  func units(_ units: [String], ofForest forest: Forest) -> [String] {
    forest.domains.flatMap { self.units(units, in: $0.name.value) }
  }

  /// The wave before this one, if any.
  func previous(_ wave: Wave) -> Wave? { wave.revision > 1 ? waves[wave.revision - 2] : nil }

  /// What is literally one of the estate's units, among other texts.
  func unitsAmong(_ texts: [String]) -> [String] {
    texts.filter { text in waves.last!.units.contains { $0.utf8.elementsEqual(text.utf8) } }
  }
}

/// Texts in the order of their bytes, each once: for comparing sets of names without taking composed and decomposed forms for the same.
func byteSet(_ texts: [String]) -> [[UInt8]] {
  texts.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    .reduce(into: []) { unique, bytes in if unique.last != bytes { unique.append(bytes) } }
}
