import Model
import Testing

/// The pages about the input file, made from the tables that read it.
@Suite struct EnvironmentPages {
  @Test func theReferencePageHoldsEveryKey() throws {
    try CommittedPage(path: "Docs/Reference/environment.md", text: EnvironmentReference.markdown()).check()
  }

  @Test func theSchemaForEditorsIsThatOfTheProgram() throws {
    try CommittedPage(path: "Docs/environment.schema.json", text: EnvironmentSchema.json()).check()
  }
}
