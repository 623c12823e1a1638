import Diagnostics

/// Why reading a file stopped, and where.
struct XMLProblem: Error {
  let code: DiagnosticCode
  let message: String
  let hint: String
  let place: SourceRange

  init(_ code: DiagnosticCode, _ message: String, at place: SourceRange, hint: String) {
    self.code = code
    self.message = message
    self.hint = hint
    self.place = place
  }

  var diagnostic: Diagnostic { Diagnostic(code, message, at: place, hint: hint) }
}

/// What takes the elements of a file, in the order of the file. Each call may stop the reading.
protocol XMLTarget: AnyObject {
  func start(_ element: XMLElement) throws(XMLProblem)
  func text(_ bytes: UnsafeBufferPointer<UInt8>, at place: () -> SourceRange) throws(XMLProblem)
  func end() throws(XMLProblem)
}
