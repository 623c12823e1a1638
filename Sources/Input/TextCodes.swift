import Diagnostics

// Findings about bytes and characters.
extension DiagnosticCode {
  static let controlCharacter = DiagnosticCode(
    "control-character", .error,
    "Control characters (U+0000 to U+001F without tab and line feed, U+007F to U+009F, U+2028, U+2029) act on terminals and "
      + "end lines in some languages and not in others. No name in a directory needs one, so an input holds none, raw or as "
      + "an escape such as \"\\x07\".")

  static let damagedCharacter = DiagnosticCode(
    "damaged-character", .error,
    "U+FFFD is what a program writes where it could not read a character, and a noncharacter such as U+FFFE stands for "
      + "nothing. A name that holds one matches nothing in the directory.")

  static let directionCharacter = DiagnosticCode(
    "direction-character", .error,
    "Characters that turn the direction of text (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069) make a line look "
      + "like another one. A reviewer would approve what the scripts do not do, so they are refused, in comments too.")

  static let emptyFile = DiagnosticCode(
    "empty-file", .error,
    "The file holds nothing, or nothing but comments. There is no environment to read.")

  static let fileTooLarge = DiagnosticCode(
    "file-too-large", .error,
    "An environment file is read whole and may have 16 MB at most. That is room for many thousand domains; a file above it is "
      + "most likely not an environment file.")

  static let invalidUTF8 = DiagnosticCode(
    "invalid-utf-8", .error,
    "Input files are UTF-8. Other encodings are not guessed: a wrong guess turns one name into another without a word.")

  static let invisibleCharacter = DiagnosticCode(
    "invisible-character", .error,
    "Characters without any shape (soft hyphen, zero-width space and joiners, word joiner, byte order mark inside the text, "
      + "tag characters and the like) make two names look the same that are not. They are refused, in comments too.")

  static let nulByte = DiagnosticCode(
    "nul-byte", .error,
    "A text has no NUL bytes. A file with one is binary, or UTF-16 without a byte order mark.")

  static let utf16Encoding = DiagnosticCode(
    "utf-16-encoding", .error,
    "Input files are UTF-8. Windows PowerShell 5.1 writes UTF-16 with '>' and with Out-File when no encoding is given.")
}
