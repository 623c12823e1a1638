import Diagnostics

// What can be wrong with the files of an export.
extension DiagnosticCode {
  static let exportDocumentType = DiagnosticCode(
    "export-document-type", .error,
    "A document type declaration can make entities that stand for other files, for addresses in a network or for gigabytes of text. Connect Sync writes none, so a file with one is not read."
  )
  static let exportElementRepeated = DiagnosticCode(
    "export-element-repeated", .error,
    "The element stands once in a real export. Which of two would count is not guessed.")
  static let exportFileDamaged = DiagnosticCode(
    "export-file-damaged", .error,
    "The file is no well-formed XML. What was read of it is not used, since nobody can tell what is missing; the other files are read."
  )
  static let exportFileEmpty = DiagnosticCode(
    "export-file-empty", .error, "The file has no bytes. Something went wrong when it was written or copied.")
  static let exportFileEncoding = DiagnosticCode(
    "export-file-encoding", .error,
    "The bytes do not fit the encoding that the file says it has, or UTF-8 when it says nothing. Names of rules and units would be read wrongly."
  )
  static let exportFileForeign = DiagnosticCode(
    "export-file-foreign", .error,
    "Each folder of an export holds one kind of file, and its root element names the kind: ma-data in Connectors, saved-mv-configuration in GlobalSettings, synchronizationRule in SynchronizationRules (RULE-XML)."
  )
  static let exportFileTooLarge = DiagnosticCode(
    "export-file-too-large", .error,
    "A file may have 512 MB, a single value 1 MB and all values that are kept 16 MB. Real connector files have a few megabytes, nearly all of them schema, which is not kept."
  )
  static let exportFileTruncated = DiagnosticCode(
    "export-file-truncated", .error,
    "The file ends before its root element does: it was cut when it was copied, or the disk was full. What was read of it is not used."
  )
  static let exportFileUnreadable = DiagnosticCode(
    "export-file-unreadable", .error, "The file could not be opened or read to its end, so nothing is known about what it holds.")
  static let exportIncomplete = DiagnosticCode(
    "export-incomplete", .error,
    "An export has one file for each connector in Connectors, exactly one file in GlobalSettings and one file for each rule in SynchronizationRules. Without all three, what is missing would look like what is not there."
  )
  static let exportPolicyUnreadable = DiagnosticCode(
    "export-policy-unreadable", .warning,
    "The wizard's policy file is a second source: it tells altered standard rules from untouched ones. Without it the rule files alone decide."
  )
  static let exportRepeatedID = DiagnosticCode(
    "export-repeated-id", .error,
    "Each rule and each connector of a server has an identifier of its own. Two files with the same one come from two exports that were copied together."
  )
  static let exportTooDeep = DiagnosticCode(
    "export-too-deep", .error,
    "Elements may stand 64 deep inside one another. A real export needs 12; deeper ones are made to cost time and memory.")
  static let exportValueInvalid = DiagnosticCode(
    "export-value-invalid", .error,
    "The element holds something that no export of a Connect Sync server has there (RULE-XML), so what it means is not known.")
  static let exportValueMissing = DiagnosticCode(
    "export-value-missing", .error,
    "Every file of that kind has the element (RULE-XML). Without it the rule or connector cannot be told from others or judged.")
}

/// Everything that this room can find wrong, sorted by name.
package enum ExportCatalog {
  package static let allCodes: [DiagnosticCode] = [
    .exportDocumentType, .exportElementRepeated, .exportFileDamaged, .exportFileEmpty, .exportFileEncoding, .exportFileForeign,
    .exportFileTooLarge, .exportFileTruncated, .exportFileUnreadable, .exportIncomplete, .exportPolicyUnreadable,
    .exportRepeatedID, .exportTooDeep,
    .exportValueInvalid, .exportValueMissing,
  ]
}
