import Diagnostics

/// Reads the newest policy file of an export. It is a second source, so one that cannot be read is a warning.
enum PolicyReader {
  /// Bytes of the whole file (16 MB); it is held in memory.
  private static let largest = 16 << 20

  static func read(_ files: [ExportFile], into diagnostics: inout DiagnosticList) -> WizardPolicy? {
    // The time stamp at the end of the name decides, whatever stands in front of it.
    func stamp(_ file: ExportFile) -> [UInt8] {
      Array(file.path.utf8.drop { $0 != UInt8(ascii: "-") }.dropFirst().drop { $0 != UInt8(ascii: "-") })
    }
    guard
      let file = files.filter({ WizardPolicy.isPolicy(path: $0.path) }).max(by: { stamp($0).lexicographicallyPrecedes(stamp($1)) }
      )
    else { return nil }
    do throws(ExportFile.Unreadable) {
      let bytes = try bytes(of: file)
      guard bytes.count <= largest else {
        report("the file is larger than \(largest >> 20) MB", file, line: 1, into: &diagnostics)
        return nil
      }
      do throws(PolicyParser.Problem) {
        return WizardPolicy(try PolicyParser.parse(bytes), name: file.name)
      } catch {
        report("the file is no JSON: \(error.message)", file, line: error.line, into: &diagnostics)
      }
    } catch {
      report("the file cannot be read: \(error.reason)", file, line: 1, into: &diagnostics)
    }
    return nil
  }

  private static func bytes(of file: ExportFile) throws(ExportFile.Unreadable) -> [UInt8] {
    let next = try file.open()
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= largest {
      var count = 0
      var failure: ExportFile.Unreadable?
      block.withUnsafeMutableBytes { buffer in
        do throws(ExportFile.Unreadable) { count = try next(buffer) } catch { failure = error }
      }
      if let failure { throw failure }
      if count == 0 { break }
      bytes += block.prefix(count)
    }
    return bytes
  }

  private static func report(_ message: String, _ file: ExportFile, line: Int, into diagnostics: inout DiagnosticList) {
    let position = SourcePosition(line: line, column: 1)
    diagnostics.report(
      .exportPolicyUnreadable, message, at: SourceRange(file: file.name, start: position, end: position),
      hint: "export the policy again in the wizard, or take the file out of the folder")
  }
}
