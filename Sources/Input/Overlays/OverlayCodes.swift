import Diagnostics

/// Everything that can be wrong with files that extend one another.
package enum OverlayCatalog {
  package static let allCodes: [DiagnosticCode] = [.overlayBase, .overlayCycle, .overlayEntry, .overlayRemoval]
}

extension DiagnosticCode {
  static let overlayBase = DiagnosticCode(
    "overlay-base", .error,
    "The value of 'extends' is the path of one file, relative to the file that says it. A base that cannot be read is not the same as an empty "
      + "one: what it would have said is not known.")

  static let overlayCycle = DiagnosticCode(
    "overlay-cycle", .error,
    "Files that extend each other in a circle have no first one to begin with. Files may extend one another 16 deep.")

  static let overlayEntry = DiagnosticCode(
    "overlay-entry", .error,
    "In a file that extends another one, an entry of a list is laid over the base's entry of its name. Two entries of one name in one file would be laid "
      + "over one another, or the second would take back what the first one says.")

  static let overlayRemoval = DiagnosticCode(
    "overlay-removal", .error,
    "In a file that extends another one, 'remove: yes' in an entry of a list takes out the base's entry of that name, and 'remove: [key, …]' in a "
      + "mapping takes out keys of the base. A removal that finds nothing is most often a misspelt name, and the entry would stay."
  )
}
