import CLibXML2
import Diagnostics

/// Reads one file with libxml2, element by element, in memory that does not grow with the file.
///
/// Nothing outside the file is opened: no network, no external entity, no DTD. A document type declaration stops the reading before any
/// entity in it is looked at; entities other than XML's own five are therefore errors. libxml2's own limits stay on.
final class SAXReader {
  private let file: ExportFile
  private let limits: XMLLimits
  private let target: any XMLTarget
  private var pieces: ExportFile.Pieces
  private var context: xmlParserCtxtPtr!
  private var problem: XMLProblem?
  private var readBytes = 0
  private var isAtEnd = false
  /// The elements that are open, by names that libxml2 keeps until the context is freed.
  private var open: [UnsafePointer<UInt8>] = []

  private static let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_BIG_LINES.rawValue)

  /// - Returns: what was wrong; nil when the whole file was read.
  static func read(_ file: ExportFile, limits: XMLLimits, into target: any XMLTarget) -> XMLProblem? {
    let top = SourcePosition(line: 1, column: 1)
    do {
      let reader = SAXReader(file, limits: limits, target: target, pieces: try file.open())
      return reader.run()
    } catch {
      return unreadable(file, error, at: SourceRange(file: file.name, start: top, end: top))
    }
  }

  private init(_ file: ExportFile, limits: XMLLimits, target: any XMLTarget, pieces: @escaping ExportFile.Pieces) {
    self.file = file
    self.limits = limits
    self.target = target
    self.pieces = pieces
  }

  /// libxml2's own start, made once and before any thread uses it.
  private static let libraryIsReady: Void = xmlInitParser()

  private static func handlers() -> xmlSAXHandler {
    var handlers = xmlSAXHandler()
    handlers.initialized = 0xDEED_BEAF  // XML_SAX2_MAGIC
    handlers.internalSubset = { data, _, _, _ in SAXReader.reader(data).refuseDocumentType() }
    handlers.startElementNs = { data, name, _, namespace, _, _, count, _, attributes in
      guard let name else { return }
      SAXReader.reader(data).start(name, namespace, Int(count), attributes)
    }
    handlers.endElementNs = { data, _, _, _ in SAXReader.reader(data).end() }
    handlers.characters = { data, bytes, count in SAXReader.reader(data).text(bytes, count) }
    handlers.cdataBlock = { data, bytes, count in SAXReader.reader(data).text(bytes, count) }
    handlers.serror = { data, error in
      guard let data, let error else { return }
      SAXReader.reader(data).failed(error.pointee)
    }
    return handlers
  }

  private static func reader(_ data: UnsafeMutableRawPointer?) -> SAXReader {
    Unmanaged<SAXReader>.fromOpaque(data.unsafelyUnwrapped).takeUnretainedValue()
  }

  private func run() -> XMLProblem? {
    Self.libraryIsReady
    var handlers = Self.handlers()
    let this = Unmanaged.passUnretained(self).toOpaque()
    context = xmlCreateIOParserCtxt(
      &handlers, this,
      { data, buffer, count in
        SAXReader.reader(data).fill(UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)))
      }, nil, this, XML_CHAR_ENCODING_NONE)
    guard let context else {
      // libxml2 reads the first bytes before the context is there; what went wrong with them is known.
      return problem
        ?? XMLProblem(.exportFileUnreadable, "the file cannot be read", at: place, hint: "export the configuration again")
    }
    defer { xmlFreeParserCtxt(context) }
    xmlCtxtUseOptions(context, Self.options)
    xmlParseDocument(context)
    if problem == nil, context.pointee.wellFormed == 0 {
      problem = XMLProblem(.exportFileDamaged, "the file is not well-formed XML", at: place, hint: XMLWording.exportAgain)
    }
    return problem
  }

  /// Where the parser stands: for an element, behind its start tag.
  private var place: SourceRange {
    var position = SourcePosition(line: 1, column: 1)
    if let context, let input = context.pointee.input {
      position = SourcePosition(line: max(1, Int(input.pointee.line)), column: max(1, Int(input.pointee.col)))
    }
    return SourceRange(file: file.name, start: position, end: position)
  }

  private func stop(_ found: XMLProblem) {
    guard problem == nil else { return }
    problem = found
    if let context { xmlStopParser(context) }
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int32 {
    guard problem == nil, !isAtEnd else { return 0 }
    do throws(ExportFile.Unreadable) {
      let count = try pieces(buffer)
      readBytes += count
      if count == 0 { isAtEnd = true }
      if readBytes > limits.fileBytes {
        stop(
          XMLProblem(
            .exportFileTooLarge, "the file is larger than \(limits.fileBytes >> 20) MB", at: place,
            hint: "check that this is a file of a configuration export"))
        return 0
      }
      return Int32(count)
    } catch {
      stop(Self.unreadable(file, error, at: place))
      return -1
    }
  }

  private static func unreadable(_ file: ExportFile, _ error: ExportFile.Unreadable, at place: SourceRange) -> XMLProblem {
    XMLProblem(
      .exportFileUnreadable, "the file cannot be read: \(error.reason)", at: place,
      hint: "make the file readable, or copy the export again")
  }

  private func refuseDocumentType() {
    stop(
      XMLProblem(
        .exportDocumentType, "the file has a document type declaration", at: place,
        hint: "export the configuration again; Connect Sync writes none"))
  }

  private func start(
    _ name: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?, _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    guard problem == nil else { return }
    // libxml2 hands on a start tag that the end of the file cut off, with as much of its name as is there.
    guard bytesLeft > 0 else { return stop(XMLWording.truncated(at: place, openElement: openElement)) }
    open.append(name)
    guard open.count <= limits.depth else {
      return stop(
        XMLProblem(
          .exportTooDeep, "elements are nested more than \(limits.depth) deep", at: place, hint: XMLWording.exportAgain))
    }
    do throws(XMLProblem) {
      try target.start(
        XMLElement(localName: name, namespace: namespace, attributes: attributes, attributeCount: count, place: place))
    } catch { stop(error) }
  }

  private func end() {
    guard problem == nil else { return }
    open.removeLast()
    do throws(XMLProblem) { try target.end() } catch { stop(error) }
  }

  private func text(_ bytes: UnsafePointer<UInt8>?, _ count: Int32) {
    guard problem == nil else { return }
    do throws(XMLProblem) {
      try target.text(UnsafeBufferPointer(start: bytes, count: Int(count)), at: { place })
    } catch { stop(error) }
  }

  private func failed(_ error: xmlError) {
    guard problem == nil, error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
    // Not stopped here: libxml2 reports what follows from the first error too, and hands nothing on after it.
    problem = XMLWording.problem(
      error, at: place, isAtEnd: isAtEnd && bytesLeft < 4, isEmpty: readBytes == 0, openElement: openElement)
  }

  /// Bytes that were read and not yet parsed.
  private var bytesLeft: Int {
    guard let context, let input = context.pointee.input, let end = input.pointee.end else { return .max }
    return end - input.pointee.cur
  }

  private var openElement: String? { open.last.map { String(cString: $0) } }
}
