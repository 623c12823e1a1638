/// Which file has which environment, asked in the order of the files however many are read at once: of two files with one environment the later
/// one is refused, and before anything of it is written.
actor EnvironmentNames {
  private var files: [[UInt8]: String] = [:]
  private var next = 0
  private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]

  /// Waits until every file before this one has claimed, so each file claims exactly once, whatever becomes of it.
  ///
  /// - Parameter name: nil when the file could not be read.
  /// - Returns: the file that has claimed the name before.
  func claim(_ name: String?, for file: String, at index: Int) async -> String? {
    if index != next { await withCheckedContinuation { waiting[index] = $0 } }
    defer {
      next += 1
      waiting.removeValue(forKey: next)?.resume()
    }
    guard let name else { return nil }
    let key = Array(name.utf8)
    if let other = files[key] { return other }
    files[key] = file
    return nil
  }
}
