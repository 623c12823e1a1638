import ArgumentParser
import Model

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of environment files, for editors, or their reference page.")

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case json
    case markdown
  }

  @Option(help: "json for JSON Schema 2020-12, markdown for the reference page.")
  var kind = Kind.json

  func run() {
    let text = kind == .json ? EnvironmentSchema.json() : EnvironmentReference.markdown()
    Console(format: .text).result(text)
  }
}
