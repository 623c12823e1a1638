import Diagnostics
import Vocabulary

/// One step of the migration: the units that go over together.
package struct Wave: Sendable {
  /// Lower-case letters, digits and hyphens; part of folder names.
  package var name: Located<String>
  package var note: Located<String>?
  /// Organizational units (or containers), each with everything below it.
  package var units: [Located<DistinguishedName>]
  /// Objects inside the units that are provisioned on demand first and compared in detail.
  package var testObjects: [TestObject]
  /// Users that are moved into the wave's first unit before anything else.
  package var moves: [Located<DistinguishedName>]
  /// Whether the kit may create the units that do not exist yet.
  package var createsUnits: Located<Bool>

  package init(
    name: Located<String>, note: Located<String>?, units: [Located<DistinguishedName>], testObjects: [TestObject],
    moves: [Located<DistinguishedName>], createsUnits: Located<Bool>
  ) {
    self.name = name
    self.note = note
    self.units = units
    self.testObjects = testObjects
    self.moves = moves
    self.createsUnits = createsUnits
  }
}

/// An object that is looked at closely: its name and its class.
package struct TestObject: Sendable {
  package var name: Located<DistinguishedName>
  package var type: Located<ObjectType>

  package init(name: Located<DistinguishedName>, type: Located<ObjectType>) {
    self.name = name
    self.type = type
  }
}
