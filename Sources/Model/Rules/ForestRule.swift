import Diagnostics
import Vocabulary

/// A domain belongs to the forest it stands under.
///
/// A domain whose name does not end with the forest's is a warning only: a forest may hold a second tree with another suffix.
enum ForestRule {
  static let outside = DiagnosticCode(
    "domain-outside-forest", .warning,
    "Most domains end with the name of their forest's root. A forest can hold another tree with a name of its own, which is legal and rare; a slip is more common."
  )
  static let otherForest = DiagnosticCode(
    "domain-of-other-forest", .error,
    "The domain's name belongs to the tree of another forest in this file. Rules go to the connector of the forest, so a domain in the wrong one gets no rules that match."
  )

  static let rule = EnvironmentRule([outside, otherForest]) { context, diagnostics in
    let forests = context.environment.forests
    for (forest, domain) in context.environment.domains where !ends(domain.name.value, forest.name.value) {
      if let other = forests.first(where: { ends(domain.name.value, $0.name.value) }) {
        diagnostics.report(
          otherForest,
          "the domain \(MessageText.quote(domain.name.value)) belongs to the forest \(MessageText.quote(other.name.value))",
          at: domain.name.range,
          hint: "move it to that forest's domains", notes: [.init("that forest", at: other.name.range)])
      } else {
        diagnostics.report(
          outside,
          "the domain \(MessageText.quote(domain.name.value)) does not end with \(MessageText.quote(forest.name.value)), the name of its forest",
          at: domain.name.range, hint: "check that it is another tree of this forest",
          notes: [.init("the forest", at: forest.name.range)])
      }
    }
  }

  private static func ends(_ domain: String, _ forest: String) -> Bool {
    DistinguishedName(domain: domain).isInside(DistinguishedName(domain: forest))
  }
}
