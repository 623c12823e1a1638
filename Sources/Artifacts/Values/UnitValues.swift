import Model
import Plan
import Vocabulary

/// What templates may say about a unit in a revision.
enum UnitValues {
  struct Subject {
    let unit: ScopeRevision.ScopedUnit
    let scope: ScopeRevision.DomainScope
  }

  static let table = ValueTable<Subject>([
    .text("dn") { $0.unit.name.value.text },
    .text("parent") { $0.unit.name.value.parent?.text ?? "" },
    // The unescaped value of the first component, and whether it is an OU (a container such as CN=Users cannot be created by the kit).
    .text("rdn") { $0.unit.name.value.components[0].value },
    .flag("isOrganizationalUnit") { isSameName($0.unit.name.value.components[0].type, "ou") },
    .text("domain") { $0.scope.domain },
    .text("forest") { $0.scope.forest },
    .text("connector") { $0.scope.connector },
    .text("wave") { $0.unit.wave },
    // The unit of the input in whose place it stands, where Connect Sync leaves a part of that one out.
    .optionalText("expandedFrom") { $0.unit.expandedFrom?.text },
    .flag("isNew") { $0.unit.isNew },
  ])
}

/// What templates may say about a container whose children are in the scope one by one.
enum ExpandedParentValues {
  struct Subject {
    let parent: UnitExpansion.Parent
    let scope: ScopeRevision.DomainScope
  }

  static let table = ValueTable<Subject>([
    .text("dn") { $0.parent.name.text },
    .text("connector") { $0.scope.connector },
    // Every container directly below it that the inventory knows, in the scope or not.
    .texts("children") { $0.parent.children.map(\.text) },
  ])
}

extension ScopeRevision {
  var expandedParentSubjects: [ExpandedParentValues.Subject] { domains.flatMap(\.expandedParentSubjects) }
  var unitSubjects: [UnitValues.Subject] { domains.flatMap(\.unitSubjects) }
}

extension ScopeRevision.DomainScope {
  var expandedParentSubjects: [ExpandedParentValues.Subject] {
    expandedParents.map { ExpandedParentValues.Subject(parent: $0, scope: self) }
  }
  var unitSubjects: [UnitValues.Subject] { units.map { UnitValues.Subject(unit: $0, scope: self) } }
}
