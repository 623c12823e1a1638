import Diagnostics

/// Everything that can be wrong on the way to and from the disk. All of it is about the file system, not about the input.
package enum OutputCatalog {
  /// Sorted by name.
  package static let allCodes: [DiagnosticCode] = [
    busy, edited, fileAboveLimit, foreign, kept, leftBehind, manifestUnreadable, modeChanged, noSpace, notFlushed, notFound,
    notPermitted, systemFailed, tooManyEntries, wrongKind,
  ].sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }

  package static let busy = DiagnosticCode(
    "kit-busy", .error,
    "Two runs that write the same kit at once would undo each other's work. The first holds a lock, which ends with it, "
      + "also when it is killed.")
  package static let edited = DiagnosticCode(
    "kit-edited", .error,
    "The file differs from what the kit's manifest says was written, so somebody changed it after it was generated. "
      + "Writing the kit again would lose that change. With --force the changed file is kept beside the new one, with "
      + "'.kept-1' (or the next free number) after its name.")
  package static let fileAboveLimit = DiagnosticCode(
    "file-above-limit", .error,
    "Files are read whole, so each kind of file has a limit far above anything sensible; a larger one is a wrong file.")
  package static let foreign = DiagnosticCode(
    "kit-foreign-files", .error,
    "The folder holds files that no manifest of a kit lists. A kit is approved as a whole and compared as a whole, so "
      + "nothing else belongs in it; and a folder that was never a kit must not become one by a mistyped name. With "
      + "--force these files are kept where they are, or beside with '.kept-1' after the name where the kit needs it.")
  package static let kept = DiagnosticCode(
    "kit-files-kept", .warning,
    "The run was forced, and nothing that a user wrote is removed: it is kept in the kit's folder under the name shown.")
  package static let leftBehind = DiagnosticCode(
    "kit-left-behind", .warning,
    "The new kit is complete and in place. What it replaced could not be removed, or holds something that was written "
      + "while the kit was being replaced.")
  package static let manifestUnreadable = DiagnosticCode(
    "kit-manifest-unreadable", .error,
    "The manifest tells what the last run wrote. Without it nobody can tell generated files from others, nor whether a "
      + "unit is gone since then.")
  package static let modeChanged = DiagnosticCode(
    "kit-mode-changed", .error,
    "The file's execute permission differs from what the manifest says was written. The other permission bits are not "
      + "compared: git and archives do not keep them.")
  package static let noSpace = DiagnosticCode(
    "disk-full", .error,
    "A new kit is written in full beside the old one before it takes its place, so that a full disk leaves the old one as "
      + "it was.")
  package static let notFlushed = DiagnosticCode(
    "kit-not-flushed", .warning,
    "The new kit is complete and in place, but the system did not confirm that its place is on the disk. After a power "
      + "failure the old kit could be there again.")
  package static let notFound = DiagnosticCode("file-not-found", .error, "A file or folder that was named does not exist.")
  package static let notPermitted = DiagnosticCode(
    "file-not-permitted", .error,
    "The user that runs the command may not do this there, or the file system is mounted read-only.")
  package static let systemFailed = DiagnosticCode(
    "file-system-error", .error, "The operating system refused something for a reason that is neither rights nor room.")
  package static let tooManyEntries = DiagnosticCode(
    "kit-too-many-entries", .error,
    "A folder with more than 200,000 entries, or nested more than 64 deep, is not a kit but a mistyped folder name.")
  package static let wrongKind = DiagnosticCode(
    "file-wrong-kind", .error,
    "A file stands where a folder is needed, or the other way round, or a symbolic link stands in the kit's place. Links are not "
      + "followed there, so that nothing outside the kit's folder is ever written or removed.")
}
