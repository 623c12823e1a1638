/// The parsed tree of a mapping expression, as a job schema holds it beside the text.
///
/// Source: attributeMappingSource in Microsoft Graph; parameter keys as in published job schemas.
package indirect enum MappingExpression: Sendable, Hashable {
  /// `[mail]`
  case attribute(String)
  /// `"True"`
  case constant(String)
  /// `Trim([mail])`; the key of a parameter depends on the function.
  case function(name: String, parameters: [Parameter])

  package struct Parameter: Sendable, Hashable {
    package var key: String
    package var value: MappingExpression
    package init(key: String, value: MappingExpression) {
      self.key = key
      self.value = value
    }
  }
}
