/// The exit codes of every generated script, PowerShell and bash alike. One table; the scripts' libraries and the runbook print it.
package enum ExitCode: Int, Sendable, CaseIterable {
  case done = 0
  case checkFailed = 1
  case preconditionMissing = 2
  case unexpectedError = 3
  case ambiguous = 4
  case quarantined = 5
  case timedOut = 6
  case notVerified = 7
  case refusedByOperator = 8
  case objectsLost = 9
  case wrongUsage = 64

  /// The constant in the scripts' libraries, in bash's spelling.
  package var name: String {
    switch self {
    case .done: "EXIT_DONE"
    case .checkFailed: "EXIT_CHECK_FAILED"
    case .preconditionMissing: "EXIT_PRECONDITION_MISSING"
    case .unexpectedError: "EXIT_UNEXPECTED_ERROR"
    case .ambiguous: "EXIT_AMBIGUOUS"
    case .quarantined: "EXIT_QUARANTINED"
    case .timedOut: "EXIT_TIMED_OUT"
    case .notVerified: "EXIT_NOT_VERIFIED"
    case .refusedByOperator: "EXIT_REFUSED_BY_OPERATOR"
    case .objectsLost: "EXIT_OBJECTS_LOST"
    case .wrongUsage: "EXIT_WRONG_USAGE"
    }
  }

  /// The key in the scripts' libraries, in PowerShell's spelling.
  package var key: String {
    switch self {
    case .done: "done"
    case .checkFailed: "checkFailed"
    case .preconditionMissing: "preconditionMissing"
    case .unexpectedError: "unexpectedError"
    case .ambiguous: "ambiguous"
    case .quarantined: "quarantined"
    case .timedOut: "timedOut"
    case .notVerified: "notVerified"
    case .refusedByOperator: "refusedByOperator"
    case .objectsLost: "objectsLost"
    case .wrongUsage: "wrongUsage"
    }
  }

  package var meaning: String {
    switch self {
    case .done: "everything that was asked for is done and was checked"
    case .checkFailed: "a check found something that stands against going on"
    case .preconditionMissing: "something that has to be there first is missing; nothing was changed"
    case .unexpectedError: "an error that the script does not know; read the result file and the transcript"
    case .ambiguous: "two or more things fit where exactly one is needed; nothing was changed"
    case .quarantined: "the provisioning job is in quarantine"
    case .timedOut: "the waiting time is over and the state was not reached"
    case .notVerified: "nothing failed, but at least one check could not be made; that is not a pass"
    case .refusedByOperator: "the operator did not confirm; nothing was changed"
    case .objectsLost:
      "something that the cloud held before the wave is lost: an object, a licence, a membership or a source anchor"
    case .wrongUsage: "wrong arguments; nothing was changed"
    }
  }
}
