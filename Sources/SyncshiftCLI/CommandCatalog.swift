import Diagnostics

/// The codes of what only the command line can find out.
enum CommandCatalog {
  static let environmentTwice = DiagnosticCode(
    "environment-twice", .error,
    "Each environment has a folder of its own below the output folder. Two files with the same name of environment would write over each other."
  )

  static let exportFolder = DiagnosticCode(
    "export-folder", .error,
    "A server's export is a folder beside the input file, with the folders Connectors, GlobalSettings and SynchronizationRules in it. One that cannot be opened is not the same as none: what it would have answered is not known."
  )

  static let inventoryFolder = DiagnosticCode(
    "inventory-folder", .error,
    "The results of the inventory scripts lie in the run folder of a kit, below evidence: a folder with inventory.json for each domain, and attributes.json. A folder that cannot be opened, or holds neither, is not the same as none."
  )

  static let allCodes = [environmentTwice, exportFolder, inventoryFolder]
}
