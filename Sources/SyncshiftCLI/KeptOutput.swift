import Synchronization

/// What one environment has to say, held until those before it have spoken.
final class KeptOutput: Sendable {
  private let pieces = Mutex<[(text: String, descriptor: Int32)]>([])

  func append(_ text: String, to descriptor: Int32) { pieces.withLock { $0.append((text, descriptor)) } }

  /// Everything so far, in order; nothing is left.
  func take() -> [(text: String, descriptor: Int32)] {
    pieces.withLock { pieces in
      defer { pieces = [] }
      return pieces
    }
  }
}
