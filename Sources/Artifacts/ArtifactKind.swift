import Plan
import TemplateEngine

/// One kind of generated file: which templates it needs and which files it makes of a plan.
///
/// A new kind is one file in `Kinds` and one line in `ArtifactCatalog`.
package protocol ArtifactKind: SendableMetatype {
  /// As the manifest and `explain` name it, such as `rule-xml`.
  static var name: String { get }
  /// What it is for, in one sentence.
  static var purpose: String { get }
  /// The templates it renders, each with the names it may use.
  static var templates: [TemplateUse] { get }
  /// Its files, in any order.
  ///
  /// - Parameter pages: the plan, with the numbers that its steps have on pages; one for all kinds.
  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact]
}

/// A template, and the shape it is compiled against.
package struct TemplateUse: Sendable {
  package let name: String
  package let shape: TemplateShape

  package init(_ name: String, _ shape: TemplateShape) {
    self.name = name
    self.shape = shape
  }
}
