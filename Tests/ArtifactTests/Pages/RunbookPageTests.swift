import SampleEstates
import Testing

@testable import Artifacts

struct RunbookPageTests {
  @Test(arguments: LinkTests.kits)
  func theHTMLPageIsWellFormedAndItsHeadingsAreInOrder(_ name: String, isBlocked: Bool) throws {
    let kit = try PageKit(SampleEstate.yaml(name), findings: isBlocked ? PageKit.findings : [])
    let tags = try MarkupTags.read(try kit.text("runbook.html"))
    #expect(tags.problems.isEmpty, "\(tags.problems)")
    #expect(tags.headings.count { $0 == 1 } == 1)
    for (before, after) in zip(tags.headings, tags.headings.dropFirst()) { #expect(after <= before + 1) }
  }

  @Test func theHTMLPageNeedsNoNetworkAndNoScript() throws {
    let kit = try PageKit(SampleEstate.yaml("fabrikam"))
    let artifact = try #require(kit.pages.first { $0.path == "runbook.html" })
    for piece in ["<script", "<link", "<img", "<iframe", "src=", "url(", "@import", "http-equiv"] {
      #expect(!Bytes.contain(artifact.bytes, piece), "the page holds \(piece)")
    }
    #expect(Links.of(artifact).allSatisfy { !$0.contains(":") })
  }

  @Test func everyStepOfThePlanHasACardACheckboxAndAWayToUndoIt() throws {
    let kit = try PageKit(SampleEstate.yaml("fabrikam"))
    let page = Array(try kit.text("runbook.html").utf8)
    let markdown = Array(try kit.text("runbook.md").utf8)
    let steps = kit.plan.phases.flatMap(\.steps)
    for step in steps {
      #expect(Bytes.contain(page, "<code>\(step.id)</code>"))
      #expect(Bytes.contain(markdown, "| Step | `\(step.id)` |"))
    }
    let all = steps.count + kit.plan.rollbacks.reduce(0) { $0 + $1.steps.count }
    #expect(Bytes.pieces(page, from: "<article ", to: ">").count == all)
    #expect(Bytes.pieces(page, from: "<input type=\"checkbox\"", to: ">").count == all)
    let undo = Bytes.pieces(page, from: "<dt>Undo</dt><dd>", to: "</dd>")
    #expect(undo.count == all)
    #expect(undo.allSatisfy { !$0.isEmpty })
  }

  @Test(arguments: ["contoso", "fabrikam"])
  func theCommandsFitWhatTheScriptsUnderstand(_ name: String) throws {
    let kit = try PageKit(SampleEstate.yaml(name))
    let markdown = Array(try kit.text("runbook.md").utf8)
    for step in kit.plan.phases.flatMap(\.steps) {
      guard let script = step.script else { continue }
      let template = try #require(KitTemplates.library.source(script.kind.rawValue)?.text)
      let asks = template.utf8Contains(script.kind.isPowerShell ? "SupportsShouldProcess" : "kit_options writes")
      #expect(StepCardValues.asksForConsent(step) == asks, "\(step.id)")
      let windows = script.path.split(separator: "/").joined(separator: "\\")
      let apply = script.kind.isPowerShell ? "\(windows) -WhatIf" : "./\(script.path) --apply"
      #expect(Bytes.contain(markdown, apply) == asks, "\(step.id)")
    }
  }

  @Test func theFlowchartFollowsThePlanInTheSubsetThatRendersEverywhere() throws {
    let kit = try PageKit(SampleEstate.yaml("fabrikam"))
    let text = try kit.text("runbook.md")
    let chart = try #require(Bytes.pieces(Array(text.utf8), from: "```mermaid\n", to: "```").first)
    let lines = chart.split(separator: "\n")
    #expect(lines.first == "flowchart TD")
    var nodes = 0
    for line in lines.dropFirst() {
      let isNode = line.wholeMatch(of: #/  [A-Z][0-9]+\["[^"\[\]<>{}|]+"\]/#) != nil
      let isPlain = line.wholeMatch(of: #/  [A-Z][0-9]+ --> [A-Z][0-9]+/#) != nil
      let isGate = line.wholeMatch(of: #/  [A-Z][0-9]+ --> [A-Z][0-9]+\{"[^"]+"\}/#) != nil
      let isBranch = line.wholeMatch(of: #/  [A-Z][0-9]+ -->\|"(yes|no)"\| [A-Z][0-9]+(\["[^"]+"\])?/#) != nil
      #expect(isNode || isPlain || isGate || isBranch, "\(line)")
      if isNode { nodes += 1 }
    }
    #expect(nodes == kit.plan.phases.count)
  }

  @Test func thePictureShowsEveryUnitOfEveryRevision() throws {
    let kit = try PageKit(SampleEstate.yaml("fabrikam"))
    let picture = WavePicture(kit.plan)
    #expect(picture.blocks.count == kit.plan.revisions.reduce(0) { $0 + $1.units.count })
    #expect(picture.blocks.count { $0.style == "new" } == kit.plan.revisions.last?.units.count)
    for block in picture.blocks {
      #expect(block.x >= 0 && block.x + 14 <= picture.width && block.y + 14 <= picture.height)
    }
  }
}

/// The tags of an HTML page, read strictly: what is opened is closed, in order.
struct MarkupTags {
  var problems: [String] = []
  var headings: [Int] = []

  static func read(_ text: String) throws -> MarkupTags {
    var tags = MarkupTags()
    var open: [Substring] = []
    // What follows `>` up to the next `<` is text; a bare `>` in text is written as an entity, the style sheet's are left out here.
    let bytes = Array(text.utf8)
    let page = Bytes.pieces(bytes, from: "<style>", to: "</style>").reduce(text) { $0.replacing($1, with: "") }
    for body in Bytes.pieces(Array(page.utf8), from: "<", to: ">") where !body.hasPrefix("!") {
      let name = body.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
      if body.hasPrefix("/") {
        let last = open.popLast()
        if last != name { tags.problems.append("</\(name)> closes <\(last ?? "nothing")>") }
        continue
      }
      if name.count == 2, name.first == "h", let level = name.last?.wholeNumberValue { tags.headings.append(level) }
      if !["meta", "br", "input", "hr"].contains(name) { open.append(name) }
    }
    if !open.isEmpty { tags.problems.append("left open: \(open)") }
    return tags
  }
}
