import Diagnostics

/// Everything that this room can find wrong.
package enum InputCatalog {
  package static let allCodes: [DiagnosticCode] = [
    .blockTextHeader, .complexKey, .controlCharacter, .damagedCharacter, .directionCharacter, .duplicateKey, .emptyFile,
    .fileTooLarge, .invalidUTF8, .invisibleCharacter, .keyTooLong, .mergeKey, .misplacedDash, .missingColon, .missingKey,
    .missingValue, .multipleDocuments, .nestingTooDeep, .nulByte, .reservedCharacter, .scalarTooLong, .tabIndentation,
    .textAfterEnd, .textAfterQuote, .tooManyNodes, .tooManyProblems, .unclosedBracket, .unclosedQuote, .unquotedColon,
    .utf16Encoding, .wrongEscape, .wrongIndentation, .yamlAlias, .yamlAnchor, .yamlDirective, .yamlSyntax, .yamlTag,
  ]
}
