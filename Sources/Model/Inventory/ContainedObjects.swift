import Vocabulary

/// Numbers of objects by class. A class that nobody counted is nil.
package struct ContainedObjects: Sendable, Equatable {
  private var numbers: [CountedClass: Int]

  package init(_ numbers: [CountedClass: Int]) { self.numbers = numbers }

  /// No object of any class.
  package static let none = ContainedObjects(Dictionary(uniqueKeysWithValues: CountedClass.allCases.map { ($0, 0) }))

  package subscript(counted: CountedClass) -> Int? { numbers[counted] }

  /// The objects of the classes that somebody counted.
  package func known(of classes: [CountedClass] = CountedClass.allCases) -> Int {
    classes.reduce(0) { $0 + (numbers[$1] ?? 0) }
  }

  /// The classes that nobody counted.
  package func missing(of classes: [CountedClass] = CountedClass.allCases) -> [CountedClass] {
    classes.filter { numbers[$0] == nil }
  }

  package static func + (left: ContainedObjects, right: ContainedObjects) -> ContainedObjects {
    var sum: [CountedClass: Int] = [:]
    for counted in CountedClass.allCases {
      if let first = left[counted], let second = right[counted] { sum[counted] = first + second }
    }
    return ContainedObjects(sum)
  }
}

/// A class of objects as the inventory counts it; the raw value is its key in the inventory and in the environment file.
package enum CountedClass: String, Sendable, Hashable, CaseIterable {
  case users
  case inetOrgPersons = "inetorgpersons"
  case groups
  case contacts
  case computers

  /// What an object of the class is handed over as.
  package var objectType: ObjectType {
    switch self {
    case .users: .user
    case .inetOrgPersons: .inetOrgPerson
    case .groups: .group
    case .contacts: .contact
    case .computers: .device
    }
  }
}
