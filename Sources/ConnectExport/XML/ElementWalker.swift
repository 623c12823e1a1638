import Diagnostics

/// Follows the rules of one kind of file through its elements and fills a draft.
final class ElementWalker<Draft>: XMLTarget {
  private(set) var draft: Draft
  private let root: ElementRule<Draft>
  private let limits: XMLLimits
  private var frames: [Frame] = []
  /// Open elements below one that no rule names.
  private var skipped = 0
  private var kept = (values: 0, bytes: 0)

  private struct Frame {
    let rule: ElementRule<Draft>
    let place: SourceRange
    /// Nil when the text is not wanted.
    var text: [UInt8]?
  }

  init(_ root: ElementRule<Draft>, limits: XMLLimits, draft: Draft) {
    self.root = root
    self.limits = limits
    self.draft = draft
  }

  func start(_ element: XMLElement) throws(XMLProblem) {
    guard skipped == 0 else {
      skipped += 1
      return
    }
    guard let rule = try rule(for: element) else {
      skipped = 1
      return
    }
    let isWanted = rule.enter?(&draft, element) ?? false
    kept.values += 1
    try count(at: element.place)
    frames.append(Frame(rule: rule, place: element.place, text: isWanted ? [] : nil))
  }

  private func rule(for element: XMLElement) throws(XMLProblem) -> ElementRule<Draft>? {
    if let last = frames.last { return last.rule.children.first { element.isNamed($0.name, in: $0.namespace) } }
    guard element.isNamed(root.name, in: root.namespace) else {
      let expected = String(decoding: root.name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw XMLProblem(
        .exportFileForeign, "the root element is \(MessageText.quote(element.name)); '\(expected)' is expected",
        at: element.place,
        hint: "leave only files of the configuration export in its folders")
    }
    return root
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, at place: () -> SourceRange) throws(XMLProblem) {
    guard skipped == 0, let last = frames.indices.last, frames[last].text != nil else { return }
    frames[last].text?.append(contentsOf: bytes)
    kept.bytes += bytes.count
    if (frames[last].text?.count ?? 0) > limits.valueBytes {
      throw XMLProblem(
        .exportFileTooLarge, "one value has more than \(limits.valueBytes) bytes", at: place(), hint: XMLWording.exportAgain)
    }
    try count(at: frames[last].place)
  }

  func end() throws(XMLProblem) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    let frame = frames.removeLast()
    guard let bytes = frame.text else { return }
    frame.rule.leave?(&draft, ExportText(String(decoding: bytes, as: UTF8.self), at: frame.place))
  }

  private func count(at place: SourceRange) throws(XMLProblem) {
    guard kept.values > limits.keptValues || kept.bytes > limits.keptBytes else { return }
    throw XMLProblem(
      .exportFileTooLarge,
      "the file holds more than \(limits.keptValues) elements that matter, or \(limits.keptBytes >> 20) MB of them", at: place,
      hint: XMLWording.exportAgain)
  }
}
