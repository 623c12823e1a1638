/// A comparison as one page that needs nothing else: no script, no request, light and dark, printable.
package enum HTMLReport {
  package static func text(_ comparison: Comparison) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>What changes</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    <main>
    <h1>What changes</h1>
    <p>From <code>\(escape(comparison.old))</code> to <code>\(escape(comparison.new))</code>.</p>
    \(summary(comparison))\(files(comparison.files))</main>
    </body>
    </html>

    """
  }

  private static func summary(_ comparison: Comparison) -> String {
    if comparison.isSame { return "<p>Nothing differs.</p>\n" }
    guard let difference = comparison.summary else { return "<p>\(Comparison.noSummary)</p>\n" }
    if difference.changes.isEmpty { return "<p>The plan is the same; only the text of files differs.</p>\n" }
    return difference.risks.map { risk in
      let changes = difference.changes.filter { $0.risk.utf8.elementsEqual(risk.utf8) }
      return
        "<section aria-labelledby=\"\(escape(risk))\">\n<h2 id=\"\(escape(risk))\">\(escape(Comparison.heading(risk)))</h2>\n<ul>\n"
        + changes.map { "<li class=\"\($0.kind.rawValue)\">\(escape($0.text))</li>\n" }.joined() + "</ul>\n</section>\n"
    }.joined()
  }

  private static func files(_ files: [FileDifference]) -> String {
    if files.isEmpty { return "" }
    return "<section aria-labelledby=\"files\">\n<h2 id=\"files\">Files</h2>\n"
      + files.map { file in
        let count = file.lines.hunks.isEmpty ? "" : " (+\(file.lines.added), -\(file.lines.removed))"
        return "<details>\n<summary>\(file.kind.rawValue) <code>\(escape(file.path))</code>\(count)</summary>\n"
          + (file.lines.hunks.isEmpty ? "" : "<pre>\(file.lines.hunks.map(lines).joined())</pre>\n") + "</details>\n"
      }.joined() + "</section>\n"
  }

  private static func lines(_ hunk: LineDifference.Hunk) -> String {
    "\(hunk.heading)\n"
      + hunk.lines.map { line in
        let text = "\(line.mark.rawValue)\(escape(Printable.line(line.bytes)))"
        return switch line.mark {
        case .same: "\(text)\n"
        case .removed: "<del>\(text)</del>\n"
        case .added: "<ins>\(text)</ins>\n"
        }
      }.joined()
  }

  static func escape(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in Printable.line(Array(text.utf8)).unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
      case "'": out.append(contentsOf: "&#39;".unicodeScalars)
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// What is added and removed has a sign besides its colour.
  private static let style = """
    :root { color-scheme: light dark; --ground: #fff; --text: #1a1c20; --added: #12652b; --removed: #a3181f; --changed: #7a4b00; --line: #8886; }
    @media (prefers-color-scheme: dark) { :root { --ground: #14171c; --text: #e8eaed; --added: #7ee2a0; --removed: #ff9d9d; --changed: #ffcf7d; } }
    @media print { :root { color-scheme: light; --ground: #fff; --text: #000; --added: #12652b; --removed: #a3181f; --changed: #7a4b00; } }
    body { background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; margin: 0; }
    main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
    h2 { border-bottom: 1px solid var(--line); }
    ul { list-style: none; padding: 0; }
    li { padding-left: 1.5rem; text-indent: -1.5rem; overflow-wrap: anywhere; }
    li::before { display: inline-block; width: 1.5rem; text-indent: 0; font-family: monospace; font-weight: bold; }
    li.added { color: var(--added); } li.added::before { content: "+"; }
    li.removed { color: var(--removed); } li.removed::before { content: "-"; }
    li.changed { color: var(--changed); } li.changed::before { content: "~"; }
    details { border-top: 1px solid var(--line); padding: .25rem 0; }
    summary { cursor: pointer; overflow-wrap: anywhere; }
    pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
    ins { color: var(--added); text-decoration: none; }
    del { color: var(--removed); text-decoration: none; }
    """
}
