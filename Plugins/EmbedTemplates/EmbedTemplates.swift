import PackagePlugin

/// Has every file below `Templates/` written into one Swift file, so that the binary carries its templates.
///
/// Each file is an input of the command and one of its arguments: a changed file runs the command again, and a file that was added or
/// removed changes the arguments, which does the same. Files that are inputs of a command are handled, so SwiftPM does not warn of them.
@main struct EmbedTemplates: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    guard let module = target.sourceModule else { return [] }
    let files = module.sourceFiles
      .filter { $0.type != .source }
      .map(\.url)
      .sorted { $0.path().utf8.lexicographicallyPrecedes($1.path().utf8) }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedTemplates.swift")
    return [
      .buildCommand(
        displayName: "Embedding templates",
        executable: try context.tool(named: "EmbedTemplatesTool").url,
        arguments: [output.path(percentEncoded: false), target.directoryURL.path(percentEncoded: false)]
          + files.map { $0.path(percentEncoded: false) },
        inputFiles: files,
        outputFiles: [output])
    ]
  }
}
