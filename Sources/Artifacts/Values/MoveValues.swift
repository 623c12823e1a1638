import Model
import Plan
import Vocabulary

/// What templates may say about a user whom a wave moves into its first unit.
enum MoveValues {
  static let table = ValueTable<MovedUser>([
    .text("from") { $0.from.text },
    .text("to") { $0.to.text },
  ])
}

/// A user whom a wave moves into its first unit, by the names before and after.
struct MovedUser {
  let from: DistinguishedName
  let to: DistinguishedName
}

extension WaveSubject {
  var moves: [MovedUser] {
    guard let target = wave.units.first?.value else { return [] }
    return wave.moves.map { user in
      MovedUser(from: user.value, to: DistinguishedName(components: [user.value.components[0]] + target.components))
    }
  }
}

extension WaveDomainSubject {
  /// The moves of all waves up to this one in the domain.
  var moves: [MovedUser] {
    (0...wave.index).flatMap { WaveSubject(plan: wave.plan, index: $0).moves }
      .filter { isSameName($0.from.domainName, scope.domain) }
  }
}
