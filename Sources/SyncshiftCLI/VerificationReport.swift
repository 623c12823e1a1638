import Output

/// The answer of verify, for a person or a program.
struct VerificationReport {
  let path: String
  let verification: KitVerification
  /// Whether the manifest was compared with a digest that the user gave.
  let isApproved: Bool

  func text(_ format: OutputFormat) -> String { format == .text ? plain : json }

  private var plain: String {
    var out = verification.items.map { item in
      "\(item.fault.rawValue)\(String(repeating: " ", count: 10 - item.fault.rawValue.utf8.count)) \(item.path): \(item.detail)\n"
    }.joined()
    if let digest = verification.manifestDigest { out += "manifest.json has the checksum \(digest).\n" }
    guard verification.isSame else { return out + "\(path) is NOT what was written: \(verification.items.count) problems\n" }
    if !isApproved {
      out += "Compare it with the one that was approved: whoever changes everything can change the checksums too.\n"
    }
    return out + "\(path) is what was written: \(verification.files) files\n"
  }

  private var json: String {
    let items = verification.items.map { item in
      JSONLine.object([
        ("fault", JSONLine.text(item.fault.rawValue)), ("path", JSONLine.text(item.path)), ("detail", JSONLine.text(item.detail)),
      ])
    }
    return JSONLine.object([
      ("path", JSONLine.text(path)),
      ("same", verification.isSame ? "true" : "false"),
      ("environment", verification.environment.map(JSONLine.text) ?? "null"),
      ("manifest", verification.manifestDigest.map(JSONLine.text) ?? "null"),
      ("files", String(verification.files)),
      ("items", "[\(items.joined(separator: ","))]"),
    ]) + "\n"
  }
}
