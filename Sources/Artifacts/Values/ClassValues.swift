import Model
import Plan
import Vocabulary

/// What templates may say about a class of objects that is not handed over in a domain.
enum ClassValues {
  struct Subject {
    let domain: String
    let type: ObjectType
    let fate: ClassFate
  }

  static let table = ValueTable<Subject>([
    .text("domain") { $0.domain },
    .text("objectType") { $0.type.rawValue },
    .text("fate") { $0.fate.rawValue },
  ])
}

extension WaveSubject {
  /// Of every domain of the revision the classes that are not handed over.
  var classesBeside: [ClassValues.Subject] {
    revision.domains.flatMap { scope -> [ClassValues.Subject] in
      guard let forest = plan.environment.forests.first(where: { $0.name.value.utf8.elementsEqual(scope.forest.utf8) }) else {
        preconditionFailure("no forest \(scope.forest)")
      }
      return ObjectType.allCases.compactMap { type in
        let fate = ClassFate.of(type, in: forest, plan.environment)
        return fate == .handedOver ? nil : ClassValues.Subject(domain: scope.domain, type: type, fate: fate)
      }
    }
  }
}
