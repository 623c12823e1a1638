import Diagnostics

// What can be wrong with the shape of the file: keys, kinds and single values.
extension DiagnosticCode {
  static let unknownKey = DiagnosticCode(
    "unknown-key", .error,
    "Every key has a meaning. A key that nobody reads would be a setting that silently does nothing, so it is refused.")
  static let missingField = DiagnosticCode(
    "missing-field", .error, "The key has no default: guessing it would put a wrong value into generated files.")
  static let emptyValue = DiagnosticCode(
    "empty-value", .error,
    "A key without a value (nothing, ~ or null) says neither what the value is nor that the default is meant. Leave the key out to get the default."
  )
  static let wrongKind = DiagnosticCode(
    "wrong-kind", .error, "Each key holds one kind of thing: a single value, a list, or keys of its own.")
  static let listTooShort = DiagnosticCode(
    "list-too-short", .error, "The list needs at least one element: without it there is nothing to migrate.")
  static let unsupportedVersion = DiagnosticCode(
    "unsupported-version", .error,
    "The version names the layout of the file. This program reads version 1; another layout would be misread.")

  static let lineBreakInText = DiagnosticCode(
    "line-break-in-text", .error,
    "Texts stand in one line. They go into comments, table cells and command lines, where a second line would be read as something else."
  )
  static let textTooLong = DiagnosticCode(
    "text-too-long", .error,
    "Each text has a longest length, far above what a person writes; a longer one is usually a paste in the wrong place.")
  static let notAChoice = DiagnosticCode("not-a-choice", .error, "The key takes one of a few words, spelt exactly.")
  static let notAnAnswer = DiagnosticCode(
    "not-an-answer", .error,
    "Answers are the words yes, no and, for facts, unknown. YAML programs disagree on whether true, on or NO are answers, so only these words count."
  )
  static let notANumber = DiagnosticCode(
    "not-a-number", .error,
    "Numbers are written in decimal digits. 0777, 12_000 and 1e3 mean different things to different YAML programs.")
  static let numberOutOfRange = DiagnosticCode("number-out-of-range", .error, "The number is outside what the key can mean.")
  static let invalidBuild = DiagnosticCode(
    "invalid-build", .error,
    "A build of Connect Sync has four numbers with dots, such as 2.6.92.0; three are enough. With two, 2.10 and 2.1 would be the same number to YAML."
  )
  static let invalidDate = DiagnosticCode(
    "invalid-date", .error, "A date is a day of the calendar, written as year, month and day, such as 2027-03-31.")
  static let invalidGUID = DiagnosticCode(
    "invalid-guid", .error, "An identifier has 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12, with or without braces.")
  static let invalidName = DiagnosticCode(
    "invalid-name", .error,
    "The name becomes part of folder names in the kit. Lower-case letters, digits and hyphens are safe on every file system.")
  static let invalidDNSName = DiagnosticCode(
    "invalid-dns-name", .error,
    "A forest, domain or tenant is named by its DNS name (RFC 1123 labels), for instance contoso.com. Single-label domains are not supported."
  )
  static let invalidServerName = DiagnosticCode(
    "invalid-server-name", .error, "A server is named by its NetBIOS name or its DNS name (RFC 1123 labels).")
  static let invalidAttributeName = DiagnosticCode(
    "invalid-attribute-name", .error,
    "Attributes are named as the directory's schema spells them, with letters, digits and hyphens.")
  static let invalidEmail = DiagnosticCode(
    "invalid-email", .error,
    "The job's notification address must be one plain mail address; the service sends quarantine mails there.")
  static let invalidPath = DiagnosticCode(
    "invalid-path", .error,
    "The folder is looked for beside the input file. A path that leaves that folder, or is absolute, is refused.")
  static let invalidDistinguishedName = DiagnosticCode(
    "invalid-distinguished-name", .error,
    "Distinguished names follow RFC 4514: components such as OU=Name, joined by commas; a comma, plus, quote, backslash, angle bracket, semicolon or equals sign inside a name has a backslash before it."
  )
  static let hiddenCharacterInName = DiagnosticCode(
    "hidden-character-in-name", .error,
    "The text holds a control, direction or invisible character, in a distinguished name perhaps as an escape such as \\0A. Scripts and reviewers could not tell it from another name."
  )
  static let invalidExpression = DiagnosticCode(
    "invalid-expression", .error,
    "A mapping expression is made of [attribute], \"text\", numbers and Function(arguments), as the provisioning service reads it."
  )
  static let unknownFunction = DiagnosticCode(
    "unknown-function", .error,
    "The kit writes the parsed tree of an expression beside its text, and knows the parameter keys of these functions only. The service has more; set those in the portal."
  )
  static let wrongArguments = DiagnosticCode(
    "wrong-arguments", .error, "The function takes another number of arguments.")
  static let mappingSource = DiagnosticCode(
    "mapping-source", .error,
    "An attribute mapping has exactly one source: an attribute, a constant or an expression. With two, which one counts would be a guess."
  )
  static let fleetRefused = DiagnosticCode(
    "fleet-refused", .error,
    "A file with the key 'fleet' stands for many environments. It is read so when it is named itself, with the key at the start of a line, to a command that takes several; "
      + "a file that extends it, and a command that takes one environment, would use none of its rows.")
  static let groupScopeRefused = DiagnosticCode(
    "group-scope-refused", .error,
    "Cloud Sync can scope by a security group, but for pilots only: nested members are left out, groups beyond 50,000 members have no delta, and it excludes scope by organizational unit (Graph: containerFilter and groupFilter are mutually exclusive). The kit therefore scopes by organizational unit."
  )
}

/// The codes above, sorted by name.
enum ShapeCodes {
  static let all: [DiagnosticCode] = [
    .emptyValue, .fleetRefused, .groupScopeRefused, .hiddenCharacterInName, .invalidAttributeName, .invalidBuild, .invalidDate,
    .invalidDNSName,
    .invalidDistinguishedName, .invalidEmail, .invalidExpression, .invalidGUID, .invalidName, .invalidPath, .invalidServerName,
    .lineBreakInText, .listTooShort, .mappingSource, .missingField, .notAChoice, .notANumber, .notAnAnswer, .numberOutOfRange,
    .textTooLong, .unknownFunction, .unknownKey, .unsupportedVersion, .wrongArguments, .wrongKind,
  ]
}
