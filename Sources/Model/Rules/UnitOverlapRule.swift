import Diagnostics
import Vocabulary

/// No two units, going or staying, hold the same objects.
enum UnitOverlapRule {
  static let duplicate = DiagnosticCode(
    "duplicate-unit", .error,
    "Each unit goes over once, with one wave, or stays. Twice in the file means that one of the two places is not what was meant; it is never waivable."
  )
  static let nested = DiagnosticCode(
    "nested-unit", .error,
    "A scope always takes everything below its unit, in Cloud Sync (additive inclusion, MS-TOOL) as in our rules. A unit inside another one is therefore in two waves at once, or goes and stays at once; it is never waivable."
  )

  /// A unit and what the file says about it, such as "wave 'pilot'".
  private struct Place {
    var unit: Located<DistinguishedName>
    var name: String
  }

  static let rule = EnvironmentRule([duplicate, nested]) { context, diagnostics in
    let environment = context.environment
    let places =
      environment.units.map { Place(unit: $0.unit, name: "wave '\($0.wave.name.value)'") }
      + environment.staysOnConnect.map { Place(unit: $0.unit, name: "'stays-on-connect'") }
    // From the root down, a unit stands right after what it lies in; the open ones form a stack.
    let sorted = places.enumerated().sorted { left, right in
      if left.element.unit.value == right.element.unit.value { return left.offset < right.offset }
      return DistinguishedName.precedes(left.element.unit.value, right.element.unit.value)
    }.map(\.element)
    var open: [Place] = []
    for place in sorted {
      while let last = open.last, !place.unit.value.isInside(last.unit.value) { open.removeLast() }
      if let outer = open.last { report(place, inside: outer, &diagnostics) }
      if open.last?.unit.value != place.unit.value { open.append(place) }
    }
  }

  private static func report(_ place: Place, inside outer: Place, _ diagnostics: inout DiagnosticList) {
    let text = MessageText.quote(place.unit.value.text)
    if place.unit.value == outer.unit.value {
      diagnostics.report(
        duplicate, "the unit \(text) is in \(place.name) and in \(outer.name)", at: place.unit.range,
        hint: "delete one of the two",
        notes: [.init("first in \(outer.name)", at: outer.unit.range)])
    } else {
      diagnostics.report(
        nested, "the unit \(text) of \(place.name) lies inside a unit of \(outer.name)", at: place.unit.range,
        hint: "delete it, or name the units beside it instead of \(MessageText.quote(outer.unit.value.text))",
        notes: [.init("the unit around it", at: outer.unit.range)])
    }
  }
}
