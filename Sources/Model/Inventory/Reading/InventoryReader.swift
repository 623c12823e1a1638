import Diagnostics
import JSON
import Vocabulary

/// Reads the results that the kit's inventory scripts left in a run folder.
package enum InventoryReader {
  /// Reads what can be read and reports the rest. With an error among the diagnostics nothing may be decided from what is not there.
  ///
  /// - Parameters:
  ///   - folder: the folder of the results as messages name it.
  ///   - environment: its domains are those whose results matter.
  package static func read(
    _ files: [InventoryFile], folder: String, for environment: Environment, limits: InventoryLimits = .standard,
    into diagnostics: inout DiagnosticList
  ) -> Inventory {
    var domains: [DomainInventory] = []
    var attributes: AttributeCheck?
    var strangers: [String] = []
    for file in files {
      guard let (object, reading) = object(file, limits, into: &diagnostics) else { continue }
      switch file.kind {
      case .domain:
        guard let domain = DomainInventoryReader.domain(object) else { break }
        if !isKnown(domain, environment, into: &diagnostics) {
          strangers.append(domain.name.value)
        } else if isNew(domain, domains, into: &diagnostics) {
          domains.append(domain)
        }
      case .attributes: attributes = AttributeCheckReader.check(object)
      }
      diagnostics.append(reading.diagnostics)
    }
    return Inventory(folder: folder, domains: domains, attributes: attributes, strangers: strangers)
  }

  private static func isKnown(
    _ domain: DomainInventory, _ environment: Environment, into diagnostics: inout DiagnosticList
  ) -> Bool {
    let name = foldedASCII(domain.name.value)
    if environment.domains.contains(where: { foldedASCII($0.domain.name.value) == name }) { return true }
    diagnostics.report(
      .inventoryDomainUnknown, "the environment file has no domain \(MessageText.quote(domain.name.value))",
      at: domain.name.range,
      hint: "add the domain, or name the run folder of this estate at 'inventory'")
    return false
  }

  private static func isNew(
    _ domain: DomainInventory, _ others: [DomainInventory], into diagnostics: inout DiagnosticList
  ) -> Bool {
    let name = foldedASCII(domain.name.value)
    guard let first = others.first(where: { foldedASCII($0.name.value) == name }) else { return true }
    diagnostics.report(
      .inventoryDomainRepeated, "another file has the domain \(MessageText.quote(domain.name.value)) too", at: domain.name.range,
      hint: "keep the newer one and remove the other", notes: [.init("the other file", at: first.name.range)])
    return false
  }

  /// The object of a file that could be read to its end and was written by the script that writes such files.
  private static func object(
    _ file: InventoryFile, _ limits: InventoryLimits, into diagnostics: inout DiagnosticList
  ) -> (InventoryObject, InventoryReading)? {
    let whole: [UInt8]?
    do throws(InventoryFile.Unreadable) {
      whole = try file.read(limits.fileBytes)
    } catch {
      report(.inventoryFileUnreadable, error.reason, file, hint: "give back the file as the script wrote it", into: &diagnostics)
      return nil
    }
    guard let whole else {
      report(
        .inventoryFileTooLarge, "the file has more than \(limits.fileBytes) bytes", file,
        hint: "name the run folder that the kit's scripts wrote", into: &diagnostics)
      return nil
    }
    var bytes = whole
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard !bytes.isEmpty else {
      report(
        .inventoryFileEmpty, "the file is empty", file, hint: "copy it again, or run the kit's script again", into: &diagnostics)
      return nil
    }
    do throws(JSONReader.Problem) {
      let document = try JSONDocument(reading: bytes, mostValues: limits.values)
      let reading = InventoryReading(document, file: file.name, most: limits.problems)
      guard isOurs(document.root, file.kind) else {
        report(
          .inventoryFileForeign, "the file is not '\(kind(file.kind))' in format 1", file,
          hint: "name the run folder that the kit's scripts wrote, and generate the kit with this version", into: &diagnostics)
        return nil
      }
      return InventoryObject(document.root, "the result", reading).map { ($0, reading) }
    } catch {
      report(error, bytes, file, into: &diagnostics)
      return nil
    }
  }

  private static func kind(_ kind: InventoryFile.Kind) -> String {
    kind == .domain ? "syncshift-inventory" : "syncshift-attribute-check"
  }

  private static func isOurs(_ root: JSONNode, _ wanted: InventoryFile.Kind) -> Bool {
    guard case .text(let text)? = root["kind"]?.value.content, case .number(1)? = root["format"]?.value.content else {
      return false
    }
    return text.utf8.elementsEqual(kind(wanted).utf8)
  }

  private static func report(
    _ problem: JSONReader.Problem, _ bytes: [UInt8], _ file: InventoryFile, into diagnostics: inout DiagnosticList
  ) {
    let place = SourcePosition(line: problem.line, column: problem.column)
    let isCut = place == JSONPlaces(bytes).position(at: bytes.count)
    let range = SourceRange(file: file.name, start: place, end: place)
    let hint =
      bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      ? "save the file as UTF-8; it is UTF-16 now" : "copy it again, or run the kit's script again"
    diagnostics.report(
      isCut ? .inventoryFileTruncated : .inventoryFileDamaged,
      isCut ? "the file is cut: \(problem.message)" : "the file cannot be read as JSON: \(problem.message)", at: range, hint: hint
    )
  }

  private static func report(
    _ code: DiagnosticCode, _ message: String, _ file: InventoryFile, hint: String, into diagnostics: inout DiagnosticList
  ) {
    let top = SourcePosition(line: 1, column: 1)
    diagnostics.report(code, message, at: SourceRange(file: file.name, start: top, end: top), hint: hint)
  }
}
