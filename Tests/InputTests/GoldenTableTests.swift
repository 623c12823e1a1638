import Diagnostics
import Foundation
import Testing

@testable import Input

/// What a person sees of a table that cannot be read: message, line, mark and hint, in the golden file of its name.
@Suite struct GoldenTableTests {
  /// Each begins with the names of three columns where nothing else is said.
  static let tables: KeyValuePairs<String, String> = [
    "empty": "",
    "no-row": "environment,m.a,m.b\n",
    "no-environment": "m.a,m.b\n1,2\n",
    "other-case": "m.a,Environment\n1,n\n",
    "column-twice": "environment,m.a,m.b,m.a\nn,1,2,3\n",
    "column-inside-another": "environment,m,m.a\nn,1,2\n",
    "column-without-a-name": "environment,m.a,\nn,1,\n",
    "blank-in-a-name": "environment, m.a\nn,1\n",
    "wrong-entry": "environment,f[x.con].d\nn,1\n",
    "no-key-path": "environment,f[x.com\nn,1\n",
    "cells-missing": "environment,m.a,m.b\nn,1\n",
    "cells-too-many": "environment,m.a\nn,1,5\n",
    "separator-at-the-end": "environment,m.a\nn,1,\n",
    "another-separator": "environment,m.a,m.b\nn;1;2\n",
    "several-separators": "environment,m.a;m.b\nn,1\n",
    "open-quote": "environment,m.a,m.b\nn,\"1,2\ns,3,4\n",
    "text-behind-a-quote": "environment,m.a\nn,\"1\"5\n",
    "quote-inside": "environment,m.a\nn,1\"5\n",
    "blank-before-a-quote": "environment,m.a\nn, \"1\"\n",
    "row-without-a-name": "environment,m.a\n,1\n",
    "carriage-returns-alone": "environment,m.a\rn,1\r",
    "windows-with-mark": "\u{FEFF}environment,m.a\r\nn,ü,\r\n",
    "no-break-space-in-a-name": "environment,f[x.com\u{A0}].d\nn,1\n",
  ]

  /// What spreadsheets save when nobody asks them for UTF-8.
  static let encodings: KeyValuePairs<String, [UInt8]> = [
    "utf-16": [0xFF, 0xFE] + "environment,m.a\r\nn,1\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
    "utf-16-without-mark": "environment,m.a\r\nn,1\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
    "windows-1252": Array("environment,m.a\r\nn,J".utf8) + [0xF6] + Array("rg\r\n".utf8),
  ]

  static let names = tables.map(\.key) + encodings.map(\.key)

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "TableDiagnostics")

  @Test(arguments: names) func `A table that cannot be read shows its line, where in it, and what to do`(name: String)
    throws
  {
    let bytes = Self.encodings.first { $0.key == name }?.value
    let table = try #require(bytes ?? Self.tables.first { $0.key == name }.map { Array($0.value.utf8) })
    let base = Array("m: { a: 1, b: 2 }\nf: [{ name: x.com, d: 1 }]\nfleet: { rows: table.csv }\n".utf8)
    var diagnostics = DiagnosticList()
    var input = OverlayReader.read(InputFile(name: "fleet.yaml", bytes: base), into: &diagnostics) { _ in .unreadable("") }
    #expect(FleetReader.read(&input, into: &diagnostics) { _ in .bytes(table) } == nil)
    #expect(diagnostics.all.allSatisfy { $0.hint != nil && $0.range?.file == "table.csv" })
    let shown = DiagnosticFormatter(texts: input.files.map { (name: $0.name, lines: $0.lines) }).format(diagnostics.sorted)
    let golden = Self.folder.appending(path: "\(name).txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(shown.utf8).write(to: golden)
    } else {
      #expect(Array(shown.utf8) == Array(try Data(contentsOf: golden)), "\(shown)")
    }
  }

  @Test func `The folder holds nothing else`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path(percentEncoded: false))
    #expect(names.sorted() == (Self.names.map { "\($0).txt" } + ["README.txt"]).sorted())
  }
}
