import Diagnostics

// What can be wrong with the results of the inventory scripts.
extension DiagnosticCode {
  static let inventoryContainerName = DiagnosticCode(
    "inventory-container-name", .warning,
    "A container whose name holds characters that cannot be seen, such as one that replication renamed after a conflict, cannot be written into a scope. It is left out of the tree; what lies in it stays where it is."
  )
  static let inventoryContainerRepeated = DiagnosticCode(
    "inventory-container-repeated", .error,
    "Active Directory has each name once. With two entries of one name nobody knows whose number of objects counts.")
  static let inventoryDomainRepeated = DiagnosticCode(
    "inventory-domain-repeated", .error,
    "Each domain has one result. Of two, the older one would be a guess, so neither is left to chance: the first is shown and nothing is generated."
  )
  static let inventoryDomainUnknown = DiagnosticCode(
    "inventory-domain-unknown", .warning,
    "The result is for a domain that the environment file does not have, so nothing is done with it. The run folder of another estate looks like that."
  )
  static let inventoryFileDamaged = DiagnosticCode(
    "inventory-file-damaged", .error,
    "The file is no JSON (RFC 8259) in UTF-8, or it has more levels or values than any result. Nothing of it is used, since nobody can tell what is missing; the other files are read."
  )
  static let inventoryFileEmpty = DiagnosticCode(
    "inventory-file-empty", .error, "The file has no bytes. Something went wrong when it was written or copied.")
  static let inventoryFileForeign = DiagnosticCode(
    "inventory-file-foreign", .error,
    "The scripts of a kit write 'kind' and 'format' into their results. A file with others was written by something else, or by another version."
  )
  static let inventoryFileTooLarge = DiagnosticCode(
    "inventory-file-too-large", .error,
    "A result may have 64 MB. Indented as Windows PowerShell does it, that is enough for 70,000 containers.")
  static let inventoryFileTruncated = DiagnosticCode(
    "inventory-file-truncated", .error,
    "The file ends before its first value does: it was cut when it was copied, or the disk was full. Nothing of it is used.")
  static let inventoryFileUnreadable = DiagnosticCode(
    "inventory-file-unreadable", .error,
    "The file could not be opened or read to its end, so nothing is known about what it holds.")
  static let inventoryTooManyProblems = DiagnosticCode(
    "inventory-too-many-problems", .error,
    "After 50 problems in one file the others say little; it is the wrong file, or its script went wrong.")
  static let inventoryValueInvalid = DiagnosticCode(
    "inventory-value-invalid", .error,
    "The value is nothing that the script writes there, or contradicts another one of the same file. It counts as not stated.")
  static let inventoryValueMissing = DiagnosticCode(
    "inventory-value-missing", .error, "Without the value nobody knows what the entry is about, so the entry is left out.")
}

/// Every code that reading results of the inventory scripts can report, sorted by name.
package enum InventoryCatalog {
  package static let allCodes: [DiagnosticCode] = [
    .inventoryContainerName, .inventoryContainerRepeated, .inventoryDomainRepeated, .inventoryDomainUnknown,
    .inventoryFileDamaged,
    .inventoryFileEmpty, .inventoryFileForeign, .inventoryFileTooLarge, .inventoryFileTruncated, .inventoryFileUnreadable,
    .inventoryTooManyProblems, .inventoryValueInvalid, .inventoryValueMissing,
  ]
}
