import Model

/// Kinds of writeback that an estate has.
enum Writeback: CaseIterable {
  case exchangeHybrid, passwords, groups

  var title: String {
    switch self {
    case .exchangeHybrid: "Exchange hybrid attributes"
    case .passwords: "passwords"
    case .groups: "groups"
    }
  }

  static func features(of domain: Domain, _ environment: Environment) -> [Writeback] {
    allCases.filter { feature in
      switch feature {
      case .exchangeHybrid: domain.cloudSync.exchangeHybridWriteback.value
      case .passwords: environment.facts[.passwordWriteback].value == .yes
      case .groups: environment.writesGroupsBack
      }
    }
  }
}

extension Environment {
  /// Whether Connect Sync writes groups back, in either version.
  package var writesGroupsBack: Bool {
    facts[.groupWritebackV1].value == .yes || facts[.groupWritebackV2].value == .yes
  }
}
