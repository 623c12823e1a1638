import Testing

/// What every PowerShell file of a kit has to look like, whatever it does.
struct ScriptFormTests {
  @Test(arguments: RenderedScripts.all)
  func `24: Scripts are UTF-8 with a byte order mark and CRLF, and ask for Windows PowerShell 5.1`(_ file: RenderedScripts.File) {
    #expect(file.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let body = Array(file.bytes.dropFirst(3))
    for (index, byte) in body.enumerated() where byte == UInt8(ascii: "\n") {
      #expect(index > 0 && body[index - 1] == UInt8(ascii: "\r"))
    }
    #expect(
      !body.indices.contains { body[$0] == UInt8(ascii: "\r") && ($0 + 1 == body.count || body[$0 + 1] != UInt8(ascii: "\n")) })
    #expect(file.text.utf8.starts(with: "#Requires -Version 5.1\n".utf8))
    #expect(body.last == UInt8(ascii: "\n"))
  }

  @Test(arguments: RenderedScripts.all)
  func `No line ends with a blank`(_ file: RenderedScripts.File) {
    for line in file.text.utf8.split(separator: UInt8(ascii: "\n")) {
      #expect(line.last != UInt8(ascii: " ") && line.last != UInt8(ascii: "\t"), "\(String(decoding: line, as: UTF8.self))")
    }
  }

  @Test(
    arguments: [
      "Disable-ADSyncExportDeletionThreshold", "Set-ADSyncServerConfiguration", "SchedulerSuspended", "Start-ADSyncSyncCycle",
      "Invoke-Expression", "AsPlainText", "Write-Host", "ForceDeletes",
    ])
  func `36: The forbidden words stand in no script`(_ word: String) {
    for file in RenderedScripts.all {
      #expect(
        !file.text.utf8.contains(Array(word.lowercased().utf8), ignoringCase: true), "\(file.testDescription) holds \(word)")
    }
  }
}

extension String.UTF8View {
  func contains(_ piece: [UInt8], ignoringCase: Bool) -> Bool {
    let bytes = map { ignoringCase && (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    guard bytes.count >= piece.count else { return false }
    var index = 0
    while index + piece.count <= bytes.count {
      if bytes[index] == piece[0], bytes[index..<index + piece.count].elementsEqual(piece) { return true }
      index += 1
    }
    return false
  }
}
