import Foundation
import Testing

/// Links in the documents lead somewhere.
@Suite struct LinkTests {
  private static var documents: [String] {
    ["README.md", "CONTRIBUTING.md"] + PackageFolder.files(below: "Docs", ending: ".md")
  }

  @Test(arguments: documents)
  func everyRelativeLinkResolves(_ document: String) throws {
    let text = String(decoding: try PackageFolder.bytes(document), as: UTF8.self)
    let folder = PackageFolder.root.appending(path: document).deletingLastPathComponent()
    for link in text.matches(of: /\]\(([^)\s]+)\)/).map({ String($0.output.1) })
    where !link.contains("://") && !link.hasPrefix("#") {
      let target = String(link.prefix { $0 != "#" })
      let path = folder.appending(path: target).standardizedFileURL.path(percentEncoded: false)
      #expect(FileManager.default.fileExists(atPath: path), "\(document) links to \(link), which is not there")
    }
  }

  @Test func documentsNameOnlyTargetsThatTheMakefileHas() throws {
    let makefile = String(decoding: try PackageFolder.bytes("Makefile"), as: UTF8.self)
    for document in Self.documents {
      let text = String(decoding: try PackageFolder.bytes(document), as: UTF8.self)
      for target in text.matches(of: /make ([a-z]+)[`\n]/).map({ String($0.output.1) }) {
        #expect(makefile.contains("\n\(target):"), "\(document) names 'make \(target)'")
      }
    }
  }
}
