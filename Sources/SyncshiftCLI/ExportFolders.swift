import ConnectExport
import Diagnostics
import Model
import Output

/// The export folders that an input file names: found beside the file, opened here, read by the room ConnectExport.
struct ExportFolders {
  private let access: FileAccess

  init(access: FileAccess = FileAccess()) { self.access = access }

  /// Folders are relative to the file that names them, which may be one that the environment's file extends.
  func exports(of environment: Environment, into diagnostics: inout DiagnosticList) -> SiteExports {
    var servers: [SiteExports.Server] = []
    for server in environment.connect.servers {
      guard let export = server.export else { continue }
      do throws(OutputFailure) {
        let folder = Self.path(of: export.value, besides: export.range.file)
        servers.append(SiteExports.Server(server, ExportReader.read(try files(in: folder), folder: folder, into: &diagnostics)))
      } catch {
        for problem in error.diagnostics {
          diagnostics.report(
            CommandCatalog.exportFolder, problem.message, at: export.range,
            hint: "name the folder that Get-ADSyncServerConfiguration -Path wrote, relative to this file")
        }
      }
    }
    return SiteExports(servers)
  }

  /// The files of an export that matter, in the order of their paths. None is opened yet.
  func files(in folder: String) throws(OutputFailure) -> [ExportFile] {
    var files: [ExportFile] = []
    for inner in try access.names(in: folder) {
      if WizardPolicy.isPolicy(path: inner) { files.append(file(inner, in: folder)) }
      guard ExportReader.Kind(path: "\(inner)/x.xml") != nil else { continue }
      for name in try access.names(in: "\(folder)/\(inner)") where ExportReader.Kind(path: "\(inner)/\(name)") != nil {
        files.append(file("\(inner)/\(name)", in: folder))
      }
    }
    return files
  }

  private func file(_ path: String, in folder: String) -> ExportFile {
    let name = "\(folder)/\(path)"
    return ExportFile(path: path, name: name) { () throws(ExportFile.Unreadable) -> ExportFile.Pieces in
      do throws(OutputFailure) {
        let stream = try access.stream(name)
        return { (buffer: UnsafeMutableRawBufferPointer) throws(ExportFile.Unreadable) -> Int in
          do throws(OutputFailure) { return try stream.next(into: buffer) } catch { throw Self.unreadable(error) }
        }
      } catch {
        throw Self.unreadable(error)
      }
    }
  }

  private static func unreadable(_ failure: OutputFailure) -> ExportFile.Unreadable {
    ExportFile.Unreadable(reason: failure.diagnostics.first?.message ?? "unknown")
  }

  /// A folder that a file names, relative to that file.
  static func path(of folder: String, besides file: String) -> String {
    guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return folder }
    return "\(file[..<slash])/\(folder)"
  }
}
