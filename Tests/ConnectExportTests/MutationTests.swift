import Diagnostics
import Foundation
import Testing

@testable import ConnectExport

/// Files changed at random: whatever comes out, reading ends soon, and either everything is fine or there is an error with a place.
@Suite struct MutationTests {
  /// More with SYNCSHIFT_MUTATIONS=n.
  private static let count = ProcessInfo.processInfo.environment["SYNCSHIFT_MUTATIONS"].flatMap { Int($0) } ?? 3_000

  /// The same inputs in every run (splitmix64).
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  private static let pieces = [
    "<", ">", "/>", "</", "&", "&amp;", "&#x10FFFF;", "<!DOCTYPE x [", "]>", "<![CDATA[", "]]>", "<!--", "-->",
    "<?xml encoding='utf-16'?>",
    "\u{0}", "\u{FFFF}", "é", "<conditions>", "<scope>", "<mapping>", "<attr>", "<condition>", "</conditions>", "xmlns='urn:x'",
    "<name>",
    "<parameter name='cookie'>",
  ].map { Array($0.utf8) }

  private static func mutate(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var out = bytes
    for _ in 0..<Int.random(in: 1...6, using: &dice) where !out.isEmpty {
      let at = Int.random(in: 0..<out.count, using: &dice)
      switch Int.random(in: 0..<6, using: &dice) {
      case 0: out[at] = UInt8.random(in: 0...255, using: &dice)
      case 1: out.remove(at: at)
      case 2: out.insert(contentsOf: pieces.randomElement(using: &dice)!, at: at)
      case 3: out.removeSubrange(at..<min(out.count, at + Int.random(in: 1...200, using: &dice)))
      case 4:
        let end = min(out.count, at + Int.random(in: 1...200, using: &dice))
        out.insert(contentsOf: out[at..<end], at: Int.random(in: 0...out.count, using: &dice))
      default: out.removeSubrange(at...)
      }
    }
    return out
  }

  @Test func everyChangedFileIsReadOrRefusedWithAPlace() {
    var dice = Dice(state: 20_261_124)
    let originals = SampleExport.files
    let texts = [SampleExport.connector, SampleExport.metaverse, SampleExport.rule].map { Array($0.utf8) }
    var refused = 0
    for _ in 0..<Self.count {
      let which = Int.random(in: 0..<3, using: &dice)
      let bytes = Self.mutate(texts[which], &dice)
      var files = originals
      files[which] = ExportFile(path: originals[which].path, name: originals[which].path, bytes: bytes)
      var diagnostics = DiagnosticList()
      let export = ExportReader.read(files, folder: "export", into: &diagnostics)
      let isWhole = export.connectors.count == 1 && export.rules.count == 1 && export.metaverse != nil
      #expect(isWhole || diagnostics.hasErrors, "lost in silence: \(String(decoding: bytes, as: UTF8.self))")
      #expect(diagnostics.all.allSatisfy { $0.range != nil && $0.hint != nil })
      if diagnostics.hasErrors { refused += 1 }
    }
    #expect(refused > Self.count / 2)
  }
}
