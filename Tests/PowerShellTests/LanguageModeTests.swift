import Testing

/// What ConstrainedLanguage mode refuses, over the scripts that say that they work there.
///
/// Sources: about_Language_Modes (PowerShell 5.1); the rule UseConstrainedLanguageMode of PSScriptAnalyzer (2026-03-17), which says that a conversion to
/// pscustomobject is refused although the type is listed. A test of a text cannot see the type of a value: methods are judged by their names.
struct LanguageModeTests {
  private static let claims = [
    "works in constrainedlanguage mode", "nothing that constrainedlanguage mode refuses",
    "anything that constrainedlanguage mode refuses",
  ]

  private static func claims(_ source: ScriptSource) -> Bool {
    // A sentence may be broken into lines.
    let text = source.file.text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ").utf8
    return claims.contains { text.contains(Array($0.utf8), ignoringCase: false) }
  }

  private static let claiming = ScriptSource.all.filter(claims)

  @Test func `Every script works in ConstrainedLanguage mode or says at once that it does not`() {
    #expect(Self.claiming.contains { $0.file.path.utf8.elementsEqual("lib/Kit.ps1".utf8) })
    #expect(Self.claiming.contains { $0.file.path.utf8.elementsEqual("00-assess/10-count-objects.ps1".utf8) })
    for source in ScriptSource.all where !source.isLibrary && !Self.claims(source) {
      let asks =
        source.calls.contains { $0.name == "Assert-KitFullLanguage" }
        || source.standsAlone
          && source.file.text.utf8.contains(Array("LanguageMode -ne 'FullLanguage'".utf8), ignoringCase: false)
      #expect(asks, "\(source.file.testDescription)")
    }
  }

  @Test func `A script asks for the language mode before it changes or reads anything`() {
    for source in ScriptSource.all {
      let names = source.calls.map(\.name)
      guard let asked = names.firstIndex(of: "Assert-KitFullLanguage"), let opened = names.firstIndex(of: "Initialize-KitStep")
      else { continue }
      #expect(source.isLibrary || asked == opened + 1, "\(source.file.testDescription)")
    }
  }

  /// Attributes of parameters, and types that conversions may name.
  private static let types: Set<String> = [
    "AllowEmptyCollection", "AllowEmptyString", "AllowNull", "CmdletBinding", "Parameter", "ValidatePattern", "ValidateRange",
    "ValidateSet", "bool",
    "cultureinfo", "datetime", "guid", "int", "object", "ordered", "string", "switch", "void",
  ]
  private static let methods: Set<String> = [
    "Contains", "ContainsKey", "Equals", "Replace", "StartsWith", "Substring", "ToByteArray", "ToLowerInvariant", "ToString",
    "ToUniversalTime",
    "ToUpperInvariant", "Trim", "TrimEnd",
  ]

  @Test(arguments: claiming)
  func `Conversions, methods and new objects are those that ConstrainedLanguage mode allows`(_ source: ScriptSource) {
    for problem in Self.problems(in: source.lexer.tokens) { Issue.record("\(source.file.testDescription) \(problem)") }
    for call in source.calls { #expect(call.name != "Add-Type" && call.name != "Invoke-Expression", "line \(call.line)") }
  }

  @Test(arguments: [
    "[pscustomobject]@{ A = 1 }", "$a = [math]::Round(1.5)", "New-Object -TypeName System.Xml.XmlDocument",
    "$PSCmdlet.ShouldProcess('a')",
    "try { } catch [System.IO.IOException] { }", "$reader.Close()", "class A { }",
  ])
  func `What it refuses is found`(_ text: String) {
    #expect(!Self.problems(in: PowerShellLexer(text).tokens).isEmpty)
  }

  private static func problems(in all: [PowerShellLexer.Token]) -> [String] {
    let tokens = all.filter { $0.kind != .comment }
    var found: [String] = []
    for (at, token) in tokens.enumerated() {
      let next = at + 1 < tokens.count ? tokens[at + 1].kind : .newLine
      let after = at + 2 < tokens.count ? tokens[at + 2].kind : .newLine
      switch token.kind {
      case .sign("["):
        if case .word(let name) = next, !types.contains(name), name.utf8.first.map({ !(0x30...0x39).contains($0) }) ?? false {
          found.append("line \(token.line): type \(name)")
        }
      case .sign("."):
        if case .word(let name) = next, after == .sign("("), !methods.contains(name) {
          found.append("line \(token.line): method \(name)")
        }
      case .dashed("TypeName"):
        // A name with dots is several tokens.
        let name = tokens[(at + 1)...].prefix { $0.kind == .sign(".") || isWord($0.kind) && $0.line == token.line }.map {
          text(of: $0.kind)
        }.joined()
        if !["psobject", "System.Collections.Hashtable"].contains(name) { found.append("line \(token.line): new \(name)") }
      // `class = …` is a key of a table.
      case .word("class") where next != .sign("="): found.append("line \(token.line): class")
      default: break
      }
    }
    return found
  }

  private static func isWord(_ kind: PowerShellLexer.Token.Kind) -> Bool { if case .word = kind { true } else { false } }
  private static func text(of kind: PowerShellLexer.Token.Kind) -> String {
    switch kind {
    case .word(let word): word
    case .sign(let sign): sign
    default: ""
    }
  }
}
