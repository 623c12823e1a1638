/// Instructions in the making; neighbouring text becomes one.
struct InstructionList {
  private var finished: [Instruction] = []
  private var text: [UInt8] = []
  /// An estimate of how many bytes are rendered.
  var size = 0

  var instructions: [Instruction] { text.isEmpty ? finished : finished + [.text(text)] }

  mutating func append(_ scalar: Unicode.Scalar) {
    text.append(scalar)
    size += 1
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
