/// Instructions in the making; neighbouring text becomes one.
struct InstructionList {
  private var finished: [Instruction] = []
  private var text: [UInt8] = []
  /// An estimate of how many bytes are rendered.
  var size = 0

  var instructions: [Instruction] { text.isEmpty ? finished : finished + [.text(text)] }

  mutating func append(_ text: String) {
    self.text.append(contentsOf: text.utf8)
    size += text.utf8.count
  }

  mutating func append(_ instruction: Instruction) {
    if !text.isEmpty {
      finished.append(.text(text))
      text = []
    }
    finished.append(instruction)
    if case .slot = instruction { size += 32 }
  }
}
