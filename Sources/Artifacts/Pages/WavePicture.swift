import Plan

/// The picture of the waves: a column for each wave, a lane for each domain, a block for each unit in the scope. Blocks that a wave brings
/// in are dark, those it carries on are light, so that anybody sees that the scope only grows. All places are whole numbers of pixels.
struct WavePicture {
  struct Label {
    let x: Int
    let y: Int
    let style: String
    let text: String
  }

  struct Block {
    let x: Int
    let y: Int
    let style: String
    /// Shown by browsers as a tool tip and read aloud.
    let title: String
  }

  struct Line {
    let x1: Int
    let y1: Int
    let x2: Int
    let y2: Int
  }

  private(set) var width = 0
  private(set) var height = 0
  private(set) var labels: [Label] = []
  private(set) var blocks: [Block] = []
  private(set) var lines: [Line] = []
  /// The picture in words.
  private(set) var description = ""

  private static let block = 14
  private static let pitch = 18
  /// Wide enough for a letter of a bold 13 px label in any of the fonts that the page asks for.
  private static let letter = 9
  private static let head = 48

  init(_ plan: MigrationPlan) {
    let revisions = plan.revisions
    guard let last = revisions.last else { return }
    let names = plan.environment.waves.map(\.name.value)
    let gutter = Self.clamp(last.domains.map { Self.columns($0.domain) }.max() ?? 0, 10, 40) * Self.letter + 16
    let column = max(152, Self.clamp(names.map(Self.columns).max() ?? 0, 0, 40) * Self.letter + 40)
    let across = (column - 24) / Self.pitch
    width = gutter + column * revisions.count + 1

    for (index, name) in names.enumerated() {
      let x = gutter + column * index + 12
      labels.append(Label(x: x, y: 20, style: "wave", text: "Wave \(index + 1)"))
      labels.append(Label(x: x, y: 38, style: "name", text: name))
    }
    var y = Self.head
    for lane in last.domains {
      lines.append(Line(x1: 0, y1: y, x2: width, y2: y))
      labels.append(Label(x: 4, y: y + 24, style: "domain", text: lane.domain))
      let rows = (lane.units.count + across - 1) / across
      for (index, revision) in revisions.enumerated() {
        draw(revision.scope(ofDomain: lane.domain), at: (gutter + column * index + 12, y), across: across)
      }
      y += 40 + rows * Self.pitch
    }
    lines.append(Line(x1: 0, y1: y, x2: width, y2: y))
    for index in revisions.indices {
      lines.append(Line(x1: gutter + column * index, y1: 0, x2: gutter + column * index, y2: y))
    }
    height = y + 1
    description = Self.description(of: revisions, names)
  }

  private mutating func draw(_ scope: ScopeRevision.DomainScope?, at corner: (x: Int, y: Int), across: Int) {
    guard let scope else {
      labels.append(Label(x: corner.x, y: corner.y + 24, style: "none", text: "not yet"))
      return
    }
    let added = scope.units.count(where: \.isNew)
    let sum = Self.units(scope.units.count)
    labels.append(
      Label(x: corner.x, y: corner.y + 24, style: "count", text: added == 0 ? "\(sum), unchanged" : "\(sum), \(added) new"))
    // Carried units first, so that a block keeps its place from wave to wave as far as it can.
    let ordered = scope.units.filter { !$0.isNew } + scope.units.filter(\.isNew)
    for (index, unit) in ordered.enumerated() {
      blocks.append(
        Block(
          x: corner.x + index % across * Self.pitch, y: corner.y + 34 + index / across * Self.pitch,
          style: unit.isNew ? "new" : "carried", title: unit.name.value.text))
    }
  }

  private static func description(of revisions: [ScopeRevision], _ names: [String]) -> String {
    zip(revisions, names).map { revision, name in
      let domains = revision.domains.map { scope in
        "\(scope.domain) \(units(scope.units.count)), \(scope.units.count(where: \.isNew)) of them new"
      }
      return "Wave \(revision.number), \(name): \(domains.joined(separator: "; "))."
    }.joined(separator: " ")
  }

  private static func units(_ count: Int) -> String { count == 1 ? "1 unit" : "\(count) units" }
  private static func columns(_ text: String) -> Int { text.unicodeScalars.count }
  private static func clamp(_ value: Int, _ low: Int, _ high: Int) -> Int { min(max(value, low), high) }

  static let table = ValueTable<WavePicture>([
    .integer("width") { $0.width },
    .integer("height") { $0.height },
    .text("viewBox") { "0 0 \($0.width) \($0.height)" },
    .text("description") { $0.description },
    .list("labels", labelTable) { $0.labels },
    .list("blocks", blockTable) { $0.blocks },
    .list("lines", lineTable) { $0.lines },
  ])

  private static let labelTable = ValueTable<Label>([
    .integer("x") { $0.x }, .integer("y") { $0.y }, .text("style") { $0.style }, .text("text") { $0.text },
  ])
  private static let blockTable = ValueTable<Block>([
    .integer("x") { $0.x }, .integer("y") { $0.y }, .text("style") { $0.style }, .text("title") { $0.title },
  ])
  private static let lineTable = ValueTable<Line>([
    .integer("x1") { $0.x1 }, .integer("y1") { $0.y1 }, .integer("x2") { $0.x2 }, .integer("y2") { $0.y2 },
  ])
}
