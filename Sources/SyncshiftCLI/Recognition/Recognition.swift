import Diagnostics
import Hashing
import Input
import Model
import Output

/// Knows an environment again of which nothing has changed since a run wrote its kit or found it right: neither the input, nor what the input names,
/// nor the templates, nor this program, nor anything that the file system knows about the kit's files.
struct Recognition: Sendable {
  private let program: String
  private let templates: String
  private let output: String
  private let isStrict: Bool

  /// Nil where this program cannot be told from another build of it.
  init?(templates: String, output: String, isStrict: Bool) {
    guard let program = ProgramIdentity.text else { return nil }
    self.program = "\(ToolVersion.text) \(program)"
    self.templates = templates
    self.output = output
    self.isStrict = isStrict
  }

  /// The digest of an environment as it is written; nil when it could not be read without a message.
  static func digest(_ input: OverlaidInput, _ diagnostics: DiagnosticList) -> String? {
    guard let node = input.node, diagnostics.isEmpty else { return nil }
    return Digest.sha256Hex(node.bytes)
  }

  /// What is known, when nothing has changed.
  func known(_ input: OverlaidInput, digest: String) -> (location: KitLocation, environment: KnownEnvironment)? {
    guard case .mapping(let root)? = input.node, case .scalar(let name)? = root["environment"],
      !name.text.utf8.contains(UInt8(ascii: "/")), KitPathRule.problem(in: name.text) == nil
    else { return nil }
    let location = KitLocation(parent: output, name: name.text)
    let records = KitRecords(parent: output)
    guard let known = records.read(name.text).flatMap(KnownEnvironment.init(reading:)),
      known.input.utf8.elementsEqual(digest.utf8), known.program.utf8.elementsEqual(program.utf8),
      known.templates.utf8.elementsEqual(templates.utf8), !(isStrict && known.hasWarnings),
      known.reads.allSatisfy({ $0.holds() }),
      let stamp = records.stamp(of: name.text), stamp.utf8.elementsEqual(known.stamp.utf8)
    else { return nil }
    return (location, known)
  }

  /// What is to be remembered of an environment once its kit is in its place, without the kit; nil when it is not to be known again.
  func memory(of ready: Pipeline.Outcome.Ready, _ diagnostics: [Diagnostic]) -> KnownEnvironment? {
    guard let digest = ready.input, let reads = ready.trail.entries else { return nil }
    return KnownEnvironment(
      program: program, templates: templates, input: digest, reads: reads, stamp: "", files: ready.fileCount,
      diagnostics: diagnostics, blockers: ready.blockers, conditions: ready.conditions)
  }

  func remember(_ memory: KnownEnvironment, _ kit: KitLocation, _ evidence: KitRecords.Evidence) {
    KitRecords(parent: output).write(kit.name, evidence) { stamp in
      var known = memory
      known.stamp = stamp
      return known.bytes
    }
  }
}
