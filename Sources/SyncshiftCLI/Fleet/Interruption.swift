import Glibc
import Synchronization

/// Whether somebody pressed Ctrl+C, or the system asked the program to end. The first time, what is under way is brought to its end; the second time
/// ends the program at once, as it would have without this.
struct Interruption {
  private static let flag = Atomic<Bool>(false)

  var isWanted: Bool { Self.flag.load(ordering: .relaxed) }

  static func begin() -> Interruption {
    // Touched here, so that the handler finds it made.
    flag.store(false, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.flag.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
    return Interruption()
  }
}
