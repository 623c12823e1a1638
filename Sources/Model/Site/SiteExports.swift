import ConnectExport
import Diagnostics
import Vocabulary

/// The exports of an estate's Connect servers, as far as the input names any.
package struct SiteExports: Sendable {
  package let servers: [Server]

  /// One Connect server of the input with its export.
  package struct Server: Sendable {
    package let server: ConnectServer
    package let export: ServerExport

    package init(_ server: ConnectServer, _ export: ServerExport) {
      self.server = server
      self.export = export
    }

    package var name: String { server.name.value }
    var keyPath: String { "connect.servers[\(name)].export" }

    /// A place in this server's export as a report names it: the same wherever the input file lies.
    func place(_ range: SourceRange) -> String {
      let folder = "\(export.folder)/"
      let isInside = range.file.utf8.starts(with: folder.utf8)
      let path = isInside ? String(decoding: range.file.utf8.dropFirst(folder.utf8.count), as: UTF8.self) : range.file
      return "\(name): \(path), line \(range.start.line)"
    }
  }

  package init(_ servers: [Server]) { self.servers = servers }

  package static let none = SiteExports([])

  /// The export that answers questions: the active server's, or the first when that one has none.
  var leading: Server? { servers.first { $0.server.role.value == .active } ?? servers.first }
}
