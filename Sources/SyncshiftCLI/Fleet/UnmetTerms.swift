import Diagnostics
import Input
import Output

/// The terms of a selection that fit nothing in the input. A slip in one of them would choose too much or too little in silence: with
/// `--except nort` the kit that was to be left alone would be written.
struct UnmetTerms {
  /// Each with the name that was meant, perhaps.
  private(set) var problems: [String] = []

  /// Goes through the input until every term fits something, and reads no more of it than that takes. Where an environment cannot be read nothing is
  /// said: it may be the one that was meant, and what is wrong with it comes first.
  ///
  /// Kinds of files are a list that is known beforehand, so they are none of this.
  init(of selection: EnvironmentSelection, in files: [String]) {
    var unmet = (selection.only + selection.except).filter { $0.kind != .artifact }
    guard !unmet.isEmpty else { return }
    var seen: [EnvironmentTerm.Kind: Set<String>] = [:]
    var sources = EnvironmentSources(files, EnvironmentSelection(only: [], except: []))
    while !unmet.isEmpty, let source = sources.take() {
      var names: [EnvironmentTerm.Kind: [String]] = [:]
      if let name = source.environment, unmet.allSatisfy({ $0.kind == .environment }) {
        names[.environment] = [name]
      } else {
        var ignored = DiagnosticList()
        guard let node = try? source.read(into: &ignored).node else { return }
        names = node.names
      }
      unmet.removeAll { term in names[term.kind, default: []].contains(where: term.matches) }
      for (kind, names) in names { seen[kind, default: []].formUnion(names) }
    }
    problems = unmet.map { term in
      let near = Suggestion.nearest(to: term.name, among: seen[term.kind, default: []].sorted())
      return "no \(term.kind.rawValue) of the input fits \(MessageText.quote(term.name))"
        + (near.map { "; did you mean \(MessageText.quote($0))?" } ?? "")
    }
  }
}
