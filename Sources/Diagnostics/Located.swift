/// A value from the input together with the place it was written at and the key path that names it.
///
/// Pass the located value on, not the bare one, for as long as anybody might have to complain about it.
@dynamicMemberLookup
package struct Located<Value> {
  package var value: Value
  /// Where the value stands in the input file.
  package var range: SourceRange
  /// The keys that lead to it, such as `waves[pilot].units[0]`. Stable when the file is only reformatted.
  package var keyPath: String

  package init(_ value: Value, at range: SourceRange, keyPath: String) {
    self.value = value
    self.range = range
    self.keyPath = keyPath
  }

  package subscript<Member>(dynamicMember member: KeyPath<Value, Member>) -> Member { value[keyPath: member] }

  /// Another value made of this one, at the same place.
  package func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Located<Other> {
    Located<Other>(try transform(value), at: range, keyPath: keyPath)
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
