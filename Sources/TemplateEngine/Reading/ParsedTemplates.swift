import Diagnostics
import Synchronization

/// The nodes of the templates that were read so far. Parts are included by many templates, and read in lists twice.
final class ParsedTemplates: Sendable {
  struct Tree: Sendable {
    let nodes: [TemplateNode]
    let diagnostics: [Diagnostic]
  }

  private struct Key: Hashable {
    let name: [UInt8]
    let language: TemplateLanguage
  }

  private let trees = Mutex<[Key: Tree]>([:])

  func tree(_ source: TemplateSource, as language: TemplateLanguage) -> Tree {
    let key = Key(name: Array(source.name.utf8), language: language)
    if let tree = trees.withLock({ $0[key] }) { return tree }
    var parser = TemplateParser(source, language: language)
    let nodes = parser.parse()
    let tree = Tree(nodes: nodes, diagnostics: parser.diagnostics)
    trees.withLock { $0[key] = tree }
    return tree
  }
}
