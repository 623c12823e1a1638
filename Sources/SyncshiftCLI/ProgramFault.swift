import Glibc

/// Ends the program with its own exit code when it stops at a fault of its own: a condition that was taken for certain does not hold. Swift has then said on
/// standard error which one, and raises a signal; without this, a pipeline would see the number of that signal.
enum ProgramFault {
  /// The signals that Swift's checks and the processor raise: SIGILL on x86, SIGTRAP on ARM, the others for damaged memory and `abort`.
  private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]

  private static let message: StaticString =
    "syncshift: a fault of this program, not of your input. No kit is half written. Please report the command, with the lines above if there are any.\n"

  /// To be called once, before anything else.
  static func answerWithExitCode() {
    for number in signals {
      // Nothing but calls that POSIX allows in a handler.
      signal(number) { _ in
        _ = write(STDERR_FILENO, ProgramFault.message.utf8Start, ProgramFault.message.utf8CodeUnitCount)
        _exit(70)
      }
    }
  }
}
