import SampleEstates
import Testing

@testable import Artifacts

struct LinkTests {
  /// Estates with nothing withheld, and with a blocker in the way.
  static let kits: [(String, Bool)] = [("contoso", false), ("contoso", true), ("fabrikam", false), ("fabrikam", true)]

  @Test(arguments: kits)
  func everyRelativeLinkLeadsToAFileOrAFolderOfTheKit(_ name: String, isBlocked: Bool) throws {
    let kit = try PageKit(SampleEstate.yaml(name), findings: isBlocked ? PageKit.findings : [])
    let paths = kit.paths
    for page in kit.pages {
      let links = Links.of(page)
      // The request for more time leaves the kit, so it links to nothing.
      if !page.path.hasSuffix(".json"), page.kind != ExceptionPage.name {
        #expect(!links.isEmpty, "\(page.path) has no link at all")
      }
      for link in links where !link.hasPrefix("#") {
        let target = try #require(Links.resolve(link, from: page.path), "\(page.path): \(link) leaves the kit")
        #expect(paths.contains(Array(target.utf8)), "\(page.path) links to \(link), which is not in the kit")
      }
    }
  }

  @Test(arguments: kits)
  func everyAnchorIsThereOnce(_ name: String, isBlocked: Bool) throws {
    let kit = try PageKit(SampleEstate.yaml(name), findings: isBlocked ? PageKit.findings : [])
    var anchors: [String: Set<String>] = [:]
    for page in kit.pages {
      let found = Links.anchors(page.bytes)
      anchors[page.path] = Set(found)
      #expect(Set(found).count == found.count, "\(page.path) has an anchor twice")
    }
    for page in kit.pages {
      for link in Links.of(page) {
        guard let hash = link.firstIndex(of: "#") else { continue }
        let target = hash == link.startIndex ? page.path : try #require(Links.resolve(link, from: page.path))
        let there = try #require(anchors[target])
        #expect(
          there.contains(String(link[link.index(after: hash)...])), "\(page.path) links to \(link), and there is no such anchor")
      }
    }
  }

  @Test func withheldScriptsAreNamedAndNeverLinkedOrRunnable() throws {
    let kit = try PageKit(SampleEstate.yaml("fabrikam"), findings: PageKit.findings)
    let withheld = PagePlan(kit.plan).withheldFiles
    #expect(!withheld.isEmpty)
    let report = try kit.text("00-assess/readiness.md")
    for path in withheld { #expect(report.utf8Contains("`\(path)`")) }
    for page in kit.pages {
      for path in withheld {
        let windows = path.split(separator: "/").joined(separator: "\\")
        #expect(!Bytes.contain(page.bytes, "./\(path)"), "\(page.path) tells to run the withheld \(path)")
        #expect(!Bytes.contain(page.bytes, ".\\\(windows)"), "\(page.path) tells to run the withheld \(path)")
      }
    }
  }
}
