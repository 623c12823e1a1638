import Diagnostics

// Findings about what YAML allows and an environment file does not, and about limits.
extension DiagnosticCode {
  static let complexKey = DiagnosticCode(
    "complex-key", .error,
    "A key is a plain word. YAML also allows lists and mappings as keys; no program that reads environments has a use for them, "
      + "and what looks like one is most often a value in braces or brackets that needs quotes.")

  static let duplicateKey = DiagnosticCode(
    "duplicate-key", .error,
    "A key may stand once in a mapping. Which of two would count differs from program to program, so neither is guessed. Keys "
      + "are compared byte by byte.")

  static let keyTooLong = DiagnosticCode(
    "key-too-long", .error, "A key may have 256 bytes at most. No key that means anything here is that long.")

  static let mergeKey = DiagnosticCode(
    "merge-key", .error,
    "The merge key '<<' is no part of YAML 1.2, and programs disagree about which value wins. Each value is written where it "
      + "counts.")

  static let missingKey = DiagnosticCode(
    "missing-key", .error, "A colon stands without a key in front of it, so the value after it has no name.")

  static let multipleDocuments = DiagnosticCode(
    "multiple-documents", .error,
    "One file describes one environment. A second document, after a line '---' or '...', would be left unread by some programs "
      + "and replace the first in others.")

  static let nestingTooDeep = DiagnosticCode(
    "nesting-too-deep", .error,
    "Lists and mappings may stand 64 deep inside one another. An environment needs fewer than ten; reading deeper ones costs "
      + "time that grows with the square of the depth.")

  static let scalarTooLong = DiagnosticCode(
    "value-too-long", .error, "A single value may have 65,536 bytes at most. No name, reason or note needs more.")

  static let tooManyNodes = DiagnosticCode(
    "too-many-values", .error,
    "A file may hold 500,000 keys, values, lists and mappings together. That is room for many thousand domains; a file above it "
      + "is most likely not an environment file.")

  static let tooManyProblems = DiagnosticCode(
    "too-many-problems", .error, "After 200 messages about one file reading stops. More of them would help nobody.")

  static let yamlAlias = DiagnosticCode(
    "yaml-alias", .error,
    "An alias '*name' repeats what an anchor named elsewhere. A reviewer of one line would not see what it says, and a few lines "
      + "of aliases can stand for gigabytes. Each value is written where it counts.")

  static let yamlAnchor = DiagnosticCode(
    "yaml-anchor", .error, "An anchor '&name' marks a value for aliases, and aliases are not read here (see yaml-alias).")

  static let yamlDirective = DiagnosticCode(
    "yaml-directive", .error,
    "A line that begins with '%' gives orders to the YAML reader (%YAML, %TAG). Environment files need none: they are always read "
      + "in the same way.")

  static let yamlTag = DiagnosticCode(
    "yaml-tag", .error,
    "A tag such as '!!int' or '!name' would decide a value's type. Here the schema decides that, and every value is first a text."
  )
}
