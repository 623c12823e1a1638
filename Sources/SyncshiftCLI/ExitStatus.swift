/// How a command ends. Design: one table for all commands.
enum ExitStatus: Int32, Comparable {
  case done = 0
  /// The input has errors or blockers, or warnings with `--strict`.
  case inputRefused = 1
  /// `plan`, `check`, `diff` or `verify` found a difference.
  case different = 2
  case fileSystem = 74
  /// Ctrl+C, or the system's wish to end it: 128 and the number of SIGINT, as shells have it.
  case interrupted = 130

  static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.weight < right.weight }

  /// What matters more wins when several files are read at once.
  private var weight: Int {
    switch self {
    case .done: 0
    case .different: 1
    case .inputRefused: 2
    case .fileSystem: 3
    case .interrupted: 4
    }
  }
}
