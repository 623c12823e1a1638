import JSON
import Output

/// The answer of verify, for a person or a program.
struct VerificationReport {
  let path: String
  let verification: KitVerification
  /// Whether the manifest was compared with a digest that the user gave.
  let isApproved: Bool
  /// The domain whose part was asked for.
  var domain: String?

  func text(_ format: OutputFormat) -> String { format == .text ? plain : json }

  private var plain: String {
    var out = verification.items.map { item in
      "\(item.fault.rawValue)\(String(repeating: " ", count: 10 - item.fault.rawValue.utf8.count)) \(item.path): \(item.detail)\n"
    }.joined()
    if let digest = verification.manifestDigest { out += "manifest.json has the checksum \(digest).\n" }
    if verification.isForced { out += "The kit was made with --force; its first page says what that means.\n" }
    guard verification.isSame else { return out + "\(path) is NOT what was written: \(verification.items.count) problems\n" }
    if !isApproved {
      out += "Compare it with the one that was approved: whoever changes everything can change the checksums too.\n"
    }
    let part = domain.map { ", the part of \($0)" } ?? ""
    return out + "\(path) is what was written: \(verification.files) files\(part)\n"
  }

  private var json: String {
    JSONValue.object([
      ("path", .text(path)),
      ("same", .boolean(verification.isSame)),
      ("environment", verification.environment.map(JSONValue.text) ?? .null),
      ("manifest", verification.manifestDigest.map(JSONValue.text) ?? .null),
      ("domain", domain.map(JSONValue.text) ?? .null),
      ("forced", .boolean(verification.isForced)),
      ("files", .number(verification.files)),
      (
        "items",
        .array(
          verification.items.map { item in
            .object([("fault", .text(item.fault.rawValue)), ("path", .text(item.path)), ("detail", .text(item.detail))])
          })
      ),
    ]).line + "\n"
  }
}
