import ConnectExport
import Foundation

/// The published export, where it lies beside the package.
enum RealExport {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/fixtures/connect-sync-export/pilot")

  static let isThere = FileManager.default.fileExists(atPath: folder.path(percentEncoded: false))

  static func files() throws -> [ExportFile] {
    var files: [ExportFile] = []
    for kind in ExportReader.Kind.allCases {
      let inner = folder.appending(path: kind.rawValue).path(percentEncoded: false)
      for name in try FileManager.default.contentsOfDirectory(atPath: inner).sorted() {
        let path = "\(kind.rawValue)/\(name)"
        files.append(ExportFile(path: path, name: path, bytes: try bytes(of: path)))
      }
    }
    return files
  }

  static func bytes(of path: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: path))) }
}
