import Diagnostics
import Input
import Model
import Output

/// Where one environment is written.
enum EnvironmentSource: Sendable {
  /// A file; what became of opening it.
  case file(String, Result<[UInt8], OutputFailure>)
  /// A row of a fleet's table.
  case row(Fleet, Int)
  /// A fleet that cannot be used.
  case unusable(String, files: [InputFile], DiagnosticList)

  /// As it is shown: the file, with the line of a row.
  var name: String {
    switch self {
    case .file(let path, _), .unusable(let path, _, _): path
    case .row(let fleet, let row): fleet.name(of: row).map { "\($0.range.file):\($0.range.start.line)" } ?? "row \(row + 1)"
    }
  }

  /// The environment's name, where it is known before anything is read.
  var environment: String? {
    if case .row(let fleet, let row) = self { fleet.name(of: row)?.text } else { nil }
  }

  func read(into diagnostics: inout DiagnosticList) throws(OutputFailure) -> OverlaidInput {
    switch self {
    case .file(let path, let bytes):
      return OverlaidInput.read(InputFile(name: path, bytes: try bytes.get()), into: &diagnostics)
    case .row(let fleet, let row): return fleet.input(of: row, into: &diagnostics)
    case .unusable(_, let files, let problems):
      diagnostics.append(problems)
      return OverlaidInput(node: nil, files: files)
    }
  }
}

/// The environments that the files of a command line name, one after the other; a fleet is opened when its turn comes, and no file is held.
struct EnvironmentSources {
  private let paths: [String]
  private let selection: EnvironmentSelection
  private var next = 0
  private var fleet: (fleet: Fleet, row: Int)?
  /// Fleet files that were opened: each states all of its environments.
  private(set) var fleets: [String] = []
  /// How many there are, as far as is known: a fleet that was not opened yet counts as one. Those that are left out do not count.
  private(set) var total: Int

  init(_ paths: [String], _ selection: EnvironmentSelection) {
    self.paths = paths
    self.selection = selection
    total = paths.count
  }

  mutating func take() -> EnvironmentSource? {
    while true {
      if let (open, row) = fleet {
        guard row < open.count else {
          fleet = nil
          continue
        }
        fleet = (open, row + 1)
        let source = EnvironmentSource.row(open, row)
        if let name = source.environment, !selection.takes(environment: name) {
          total -= 1
          continue
        }
        return source
      }
      guard next < paths.count else { return nil }
      let path = paths[next]
      next += 1
      let bytes = Result { () throws(OutputFailure) in try FileAccess().read(path, atMost: InputLimits.standard.fileBytes) }
      guard case .success(let content) = bytes, FleetReader.mayBeFleet(content) else { return .file(path, bytes) }
      var diagnostics = DiagnosticList()
      var input = OverlaidInput.read(InputFile(name: path, bytes: content), into: &diagnostics)
      let found = FleetReader.read(&input, into: &diagnostics, open: OverlayReader.Opened.init(file:))
      if let found { FleetColumns.check(found, into: &diagnostics) }
      guard let found, !diagnostics.hasErrors else {
        return diagnostics.hasErrors ? .unusable(path, files: input.files, diagnostics) : .file(path, bytes)
      }
      fleet = (found, 0)
      fleets.append(path)
      total += found.count - 1
    }
  }
}
