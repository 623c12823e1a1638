import Diagnostics
import Vocabulary

/// A test object lies in a unit of its own wave and is of a class that is handed over.
enum TestObjectRule {
  static let outsideWave = DiagnosticCode(
    "test-object-outside-wave", .error,
    "Test objects are provisioned on demand before the wave starts. On-demand provisioning ignores the scope (MS-POD), so an object outside the wave's units would be written by Cloud Sync while Connect Sync still owns it."
  )
  static let wrongType = DiagnosticCode(
    "test-object-type", .error,
    "Only classes in the forest's object-types are handed over, so an object of another class has nothing to be tested.")

  static let rule = EnvironmentRule([outsideWave, wrongType]) { context, diagnostics in
    let environment = context.environment
    for wave in environment.waves {
      // A unit in no domain has a message of its own, and its test objects most likely have the same slip.
      let unitsAreSound =
        context.isComplete("waves[\(wave.name.value)].units") && wave.units.allSatisfy { environment.domain(of: $0.value) != nil }
      for object in wave.testObjects {
        let name = object.name.value
        if unitsAreSound,
          !wave.units.contains(where: { name.isInside($0.value) && name != $0.value })
        {
          diagnostics.report(
            outsideWave, "\(MessageText.quote(name.text)) lies in no unit of wave '\(wave.name.value)'", at: object.name.range,
            hint: "choose an object inside \(wave.units.first.map { MessageText.quote($0.value.text) } ?? "a unit of the wave")")
        }
        guard let forest = environment.domain(of: name)?.forest, context.isComplete("forests[\(forest.name.value)].object-types"),
          !forest.objectTypes.contains(where: { $0.value == object.type.value })
        else { continue }
        diagnostics.report(
          wrongType,
          "'\(object.type.value.rawValue)' is not among the object types of the forest \(MessageText.quote(forest.name.value))",
          at: object.type.range, hint: "write one of: \(forest.objectTypes.map(\.value.rawValue).joined(separator: ", "))")
      }
    }
  }

  /// The same with what stands in the place of units, once that is known: an object of an excluded container, or one directly in an expanded unit, is in no
  /// scope.
  static func checkExpansions(_ environment: Environment, into diagnostics: inout DiagnosticList) {
    guard !environment.expansions.isEmpty else { return }
    for wave in environment.waves {
      let scoped = environment.scopedUnits(of: wave).map(\.name.value)
      for object in wave.testObjects where !scoped.contains(where: { object.name.value.isInside($0) && object.name.value != $0 })
      {
        diagnostics.report(
          outsideWave,
          "\(MessageText.quote(object.name.value.text)) lies in no container that stands in the place of a unit of wave '\(wave.name.value)'",
          at: object.name.range, hint: "choose an object inside \(MessageText.quote(scoped[0].text))")
      }
    }
  }
}
