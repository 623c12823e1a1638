import Diagnostics
import Model
import Output
import Vocabulary

/// The folder with the inventory scripts' results that an input file names: found beside the file, opened here, read by Model.
struct InventoryFolder {
  /// The folder of a run folder that scripts write what they found into.
  private static let evidence = "evidence"

  private let access: FileAccess

  init(access: FileAccess = FileAccess()) { self.access = access }

  /// The folder is relative to the file that names it, which may be one that the environment's file extends.
  func inventory(of environment: Environment, into diagnostics: inout DiagnosticList) -> Inventory {
    guard let stated = environment.inventory else { return .none }
    do throws(OutputFailure) {
      var folder = ExportFolders.path(of: stated.value, besides: stated.range.file)
      if try access.names(in: folder).contains(where: { $0.utf8.elementsEqual(Self.evidence.utf8) }) {
        folder += "/\(Self.evidence)"
      }
      let files = try files(in: folder, environment.domains.map(\.domain.name.value))
      guard files.isEmpty else {
        return InventoryReader.read(files, folder: folder, for: environment, into: &diagnostics)
      }
      report("there is no result of the inventory scripts in '\(MessageText.visible(folder))'", stated, into: &diagnostics)
    } catch {
      for problem in error.diagnostics { report(problem.message, stated, into: &diagnostics) }
    }
    return .none
  }

  private func report(_ message: String, _ stated: Located<String>, into diagnostics: inout DiagnosticList) {
    diagnostics.report(
      CommandCatalog.inventoryFolder, message, at: stated.range,
      hint: "name the run folder of the kit, or its folder 'evidence', relative to this file")
  }

  /// The results in the order of their paths. None is opened yet.
  ///
  /// - Parameter domains: DNS names; a folder of that name has to be one that can be opened. What else lies there need not be a folder.
  private func files(in folder: String, _ domains: [String]) throws(OutputFailure) -> [InventoryFile] {
    var files: [InventoryFile] = []
    for name in try access.names(in: folder) {
      let path = "\(folder)/\(name)"
      if name.utf8.elementsEqual("attributes.json".utf8) {
        files.append(file(.attributes, path))
        continue
      }
      do throws(OutputFailure) {
        if try access.names(in: path).contains(where: { $0.utf8.elementsEqual("inventory.json".utf8) }) {
          files.append(file(.domain, "\(path)/inventory.json"))
        }
      } catch  where domains.contains(where: { isSameName($0, name) }) {
        throw error
      } catch {
        continue
      }
    }
    return files
  }

  private func file(_ kind: InventoryFile.Kind, _ path: String) -> InventoryFile {
    InventoryFile(kind, name: path) { (limit: Int) throws(InventoryFile.Unreadable) -> [UInt8]? in
      do throws(OutputFailure) {
        return try access.read(path, atMost: limit)
      } catch {
        if error.diagnostics.contains(where: { $0.code == OutputCatalog.fileAboveLimit }) { return nil }
        throw InventoryFile.Unreadable(reason: error.diagnostics.first?.message ?? "unknown")
      }
    }
  }
}
