import Foundation
import Templates
import Testing

@Suite struct EmbeddingTests {
  /// The folder that is embedded.
  private static let folder = URL(filePath: #filePath).appending(path: "../../../Templates").standardizedFileURL

  private func files() throws -> [String] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path())
    return try paths.filter { path in
      let isFile = try Self.folder.appending(path: path).resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
      return isFile == true && !path.hasSuffix(".swift")
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  @Test func everyFileIsEmbeddedInTheOrderOfItsName() throws {
    #expect(Templates.all.map(\.name) == (try files()))
    #expect(Templates.all.contains { $0.name == "Environments/contoso.yaml" })
  }

  @Test func everyFileIsEmbeddedToTheByte() throws {
    for template in Templates.all {
      let bytes = try Data(contentsOf: Self.folder.appending(path: template.name))
      #expect(bytes.elementsEqual(template.text.utf8), "\(template.name)")
    }
  }
}
