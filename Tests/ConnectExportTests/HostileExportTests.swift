import Diagnostics
import Foundation
import Testing

@testable import ConnectExport

/// Files made to hurt: an error with a place, quickly, and nothing fetched or kept.
@Suite struct HostileExportTests {
  private static let head = "<synchronizationRule>"

  @Test(arguments: [
    ("<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x.dtd'>\(head)</synchronizationRule>", "export-document-type"),
    (
      "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>\(head)<name>&x;</name></synchronizationRule>",
      "export-document-type"
    ),
    ("<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/p'> %p;]>\(head)</synchronizationRule>", "export-document-type"),
    (
      "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>\(head)<name>&c;</name></synchronizationRule>",
      "export-document-type"
    ),
    ("\(head)<name>&undeclared;</name></synchronizationRule>", "export-file-damaged"),
    ("\(head)<name>&#0;</name></synchronizationRule>", "export-file-encoding"),
    ("\(head)<name>\u{1}</name></synchronizationRule>", "export-file-encoding"),
    ("\(head)<name a='1' a='2'>x</name></synchronizationRule>", "export-file-damaged"),
    ("\(head)</synchronizationRule>\(head)</synchronizationRule>", "export-file-damaged"),
    ("no XML at all", "export-file-damaged"),
  ])
  func aHostileFileIsRefusedWithAPlace(text: String, code: String) {
    var diagnostics = DiagnosticList()
    _ = ExportReader.read(
      SampleExport.files(rule: text), folder: "export", into: &diagnostics)
    #expect(diagnostics.all.map(\.code.name) == [code])
    #expect(diagnostics.all.allSatisfy { $0.range?.file == SampleExport.rulePath })
  }

  @Test func aFileCutAnywhereIsAnErrorWithAPlace() {
    for (path, text) in [
      (SampleExport.rulePath, SampleExport.rule), (SampleExport.metaversePath, SampleExport.metaverse),
      (SampleExport.connectorPath, SampleExport.connector),
    ] {
      let bytes = Array(text.utf8)
      // Behind the last `>` nothing is missing.
      for length in 0..<(bytes.lastIndex(of: UInt8(ascii: ">")) ?? 0) {
        var diagnostics = DiagnosticList()
        let others = SampleExport.files.filter { $0.path != path }
        _ = ExportReader.read(
          others + [ExportFile(path: path, name: path, bytes: Array(bytes.prefix(length)))], folder: "export", into: &diagnostics)
        #expect(diagnostics.all.count == 1 && diagnostics.all[0].range?.file == path, "cut at \(length)")
        #expect(
          ["export-file-truncated", "export-file-empty"].contains(diagnostics.all.first?.code.name), "cut at \(length)")
      }
    }
  }

  @Test(.enabled(if: RealExport.isThere, "no published export lies beside the package"))
  func theRealFilesCutAtEveryThousandthByteAreErrorsWithPlaces() throws {
    for file in ["GlobalSettings/MV.xml", "Connectors/Connector_{b891884f-051e-4a83-95af-2544101c9083}.xml"] {
      let bytes = try RealExport.bytes(of: file)
      for length in stride(from: 1000, to: bytes.count - 3, by: 1000) {
        var diagnostics = DiagnosticList()
        _ = ExportReader.read(
          [ExportFile(path: file, name: file, bytes: Array(bytes.prefix(length)))], folder: "export", into: &diagnostics)
        let own = diagnostics.all.filter { $0.range?.file == file }
        #expect(own.map(\.code.name) == ["export-file-truncated"], "\(file) cut at \(length)")
      }
    }
  }

  /// 100 MB of schema and change-tracking values, made piece by piece.
  @Test func aHugeConnectorFileIsReadInFlatMemory() throws {
    let parts = SampleExport.connector.split(separator: "<class", maxSplits: 1).map { Array($0.utf8) }
    let filler = Array(String(repeating: "<attribute-type id='A0'><name>x</name></attribute-type>", count: 20_000).utf8)
    let rest = Array("<class".utf8) + parts[1]
    let file = ExportFile(path: SampleExport.connectorPath, name: SampleExport.connectorPath) {
      () throws(ExportFile.Unreadable) -> ExportFile.Pieces in
      var queue = [parts[0]] + Array(repeating: filler, count: 100) + [rest]
      var done = 0
      return { (buffer: UnsafeMutableRawBufferPointer) throws(ExportFile.Unreadable) -> Int in
        while let first = queue.first, done == first.count {
          queue.removeFirst()
          done = 0
        }
        guard let first = queue.first else { return 0 }
        let count = min(buffer.count, first.count - done)
        first.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[done..<done + count])) }
        done += count
        return count
      }
    }
    let before = try Self.peakMemory()
    var diagnostics = DiagnosticList()
    let export = ExportReader.read(
      [file] + SampleExport.files.filter { $0.path != SampleExport.connectorPath }, folder: "export", into: &diagnostics)
    #expect(diagnostics.isEmpty)
    #expect(export.connectors.first?.partitions.count == 1)
    // Other tests of this process take memory as well; a tree of the file would take six times its size.
    #expect(try Self.peakMemory() - before < 100 << 10, "kilobytes more than before")
  }

  /// The most memory that this process had at any time, in kilobytes.
  private static func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(line.split(separator: " ").compactMap { Int($0) }.first)
  }
}
