import Plan
import SampleEstates
import TemplateEngine
import Testing

@testable import Artifacts

@Suite("Bash templates")
struct BashTemplateTests {
  private static let kinds = ScriptKind.allCases.filter { !$0.isPowerShell }

  @Test(arguments: kinds) func everyScriptCompilesAgainstWhatItMayName(kind: ScriptKind) throws {
    do throws(TemplateErrors) {
      _ = try KitTemplates.library.compile(kind.rawValue, against: ScriptValues.shape(for: kind.subject))
    } catch {
      Issue.record("\(error.diagnostics.map { "\($0)" }.joined(separator: "\n"))")
    }
  }

  @Test(arguments: ScriptLibrary.templates.map(\.name)) func everyLibraryFileCompiles(name: String) throws {
    let use = try #require(ScriptLibrary.templates.first { $0.name.utf8.elementsEqual(name.utf8) })
    do throws(TemplateErrors) {
      _ = try KitTemplates.library.compile(use.name, against: use.shape)
    } catch {
      Issue.record("\(error.diagnostics.map { "\($0)" }.joined(separator: "\n"))")
    }
  }
}
