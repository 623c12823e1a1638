/// Says some templates and their values for Jinja2, and measures how long our engine takes for the same texts.
///
///     JinjaPort FOLDER TIMES ENVIRONMENT...
///
/// Writes `FOLDER/templates/N.j2` and, for each environment, `FOLDER/values/<name>.json` with the path, the template and the values of each file.
/// Prints a line of JSON: the bytes that were rendered, each text TIMES times, and the CPU time in nanoseconds that this took: with values that are made
/// of the plan when the template asks for them, as in a run, and with values that are ready, as Jinja2 gets them.
import Artifacts
import Diagnostics
import Glibc
import Input
import JSON
import Model
import Plan
import Synchronization
import TemplateEngine

/// One of each kind: rule data and logic in PowerShell, a bash script, and pages with loops within loops.
let wanted = [
  "PowerShell/Connect/install-rules.ps1", "Bash/Scope/put-scope.sh", "Markdown/wave-runbook.md", "Markdown/runbook.md",
  "Html/runbook.html",
]

guard CommandLine.arguments.count > 3, let times = Int(CommandLine.arguments[2]) else {
  print("JinjaPort FOLDER TIMES ENVIRONMENT...")
  exit(64)
}
let folder = CommandLine.arguments[1]
let shapes = Dictionary(
  ArtifactCatalog.kinds.flatMap { $0.templates }.map { ($0.name, $0.shape) }, uniquingKeysWith: { _, last in last })
for name in ["", "/templates", "/values"] { mkdir(folder + name, 0o777) }

struct Port {
  let name: String
  let compiled: CompiledTemplate
  let asked: AskedValues
}

var ports: [Port] = []
for (number, name) in wanted.enumerated() {
  let instructions = try KitTemplates.library.instructions(of: name, against: shapes[name]!)
  let compiled = try KitTemplates.library.compile(name, against: shapes[name]!, as: TextForm(fileName: name))
  ports.append(Port(name: name, compiled: compiled, asked: AskedValues(instructions)))
  write(JinjaTemplate(instructions).text, to: "\(folder)/templates/\(number).j2")
}

var (bytes, madeNanoseconds, readyNanoseconds) = (0, 0, 0)
for path in CommandLine.arguments.dropFirst(3) {
  let plan = plan(path)
  let rendered = Mutex<[(template: String, value: TemplateValue, bytes: [UInt8])]>([])
  let templates = KitTemplates(onDemandFor: ArtifactCatalog.kinds) { template, value, bytes in
    rendered.withLock { $0.append((template, value, bytes)) }
  }
  let artifacts = ArtifactCatalog.artifacts(for: plan, templates)
  var files: [JSONValue] = []
  for (number, port) in ports.enumerated() {
    // Of several files of one template, the first.
    guard let text = rendered.withLock({ $0.first { $0.template == port.name } }) else {
      fatalError("\(path) has no file of \(port.name)")
    }
    guard let file = artifacts.first(where: { $0.bytes == text.bytes }) else {
      fatalError("no file holds what \(port.name) gave")
    }
    files.append(
      .object([("path", .text(file.path)), ("template", .number(number)), ("values", port.asked.json(of: text.value))]))
    let ready = port.asked.ready(text.value)
    let start = processorTime()
    for _ in 0..<times { bytes += port.compiled.render(text.value).count }
    let between = processorTime()
    for _ in 0..<times { _ = port.compiled.render(ready) }
    madeNanoseconds += between - start
    readyNanoseconds += processorTime() - between
  }
  write(JSONValue.array(files).bytes, to: "\(folder)/values/\(plan.environment.name.value).json")
}
print(
  JSONValue.object([
    ("bytes", .number(bytes)), ("nanoseconds", .number(madeNanoseconds)), ("readyNanoseconds", .number(readyNanoseconds)),
  ]).line)

/// CPU time of this process in nanoseconds.
func processorTime() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// The plan that `generate` makes of a file which extends no other and names no export.
func plan(_ path: String) -> MigrationPlan {
  var diagnostics = DiagnosticList()
  let file = InputFile(name: path, bytes: read(path))
  guard let node = YAMLReader.read(file, into: &diagnostics), let environment = EnvironmentReader.read(node, into: &diagnostics)
  else { fatalError("\(path) is not accepted") }
  let site = Site(environment, .none, .none, into: &diagnostics)
  guard
    let plan = Planner.plan(
      environment, findings: ReadinessCheck.run(site), wizard: WizardVerdict(of: environment),
      redaction: DossierRedaction(of: site),
      into: &diagnostics)
  else { fatalError("\(path) cannot be planned") }
  return plan
}

func read(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else { fatalError("cannot read \(path)") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
  return bytes
}

func write(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "wb"), fwrite(bytes, 1, bytes.count, file) == bytes.count, fclose(file) == 0 else {
    fatalError("cannot write \(path)")
  }
}
