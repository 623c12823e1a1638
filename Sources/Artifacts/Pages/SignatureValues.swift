import Plan

/// What a page may say about a line to sign.
enum SignatureValues {
  static let table = ValueTable<Signature>([
    .text("subject") { $0.subject },
    .text("actor") { $0.actor.rawValue },
    .text("before") { $0.before },
    .optionalText("owner") { $0.owner },
  ])
}
