import Diagnostics
import Plan
import SampleEstates
import TemplateEngine
import Testing

@testable import Artifacts

/// The PowerShell files of the example estates' kits, as they are written to disk.
enum RenderedScripts {
  struct File: Sendable, CustomTestStringConvertible {
    let estate: String
    let path: String
    let bytes: [UInt8]
    var testDescription: String { "\(estate)/\(path)" }

    /// Without the byte order mark, with LF.
    var text: String {
      String(decoding: bytes.dropFirst(3).filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    }
  }

  static let estates = ["contoso", "fabrikam", "expanded"]

  static let all: [File] = {
    do { return try estates.flatMap(files) } catch { fatalError("\(error)") }
  }()

  static func files(ofEstate name: String) throws -> [File] {
    let plan = name == "expanded" ? try SampleEstate.expandedPlan() : try SampleEstate.plan(SampleEstate.yaml(name))
    var compiled: [String: CompiledTemplate] = [:]
    func render(_ template: String, _ shape: TemplateShape, _ value: TemplateValue) throws -> [UInt8] {
      if compiled[template] == nil {
        do throws(TemplateErrors) {
          compiled[template] = try KitTemplates.library.compile(template, against: shape, as: TextForm(fileName: template))
        } catch {
          throw Broken(
            message: error.diagnostics.map {
              "\($0.range.map { "\($0.file):\($0.start.line):\($0.start.column) " } ?? "")\($0.message)"
            }
            .joined(separator: "\n"))
        }
      }
      return compiled[template]!.render(value)
    }
    let kit = TemplateValue.object(["kit": KitValues.table.value(of: plan)])
    let library = try ScriptLibrary.templates.filter { $0.name.utf8.starts(with: "PowerShell/".utf8) }.map { use in
      File(
        estate: name, path: "lib/\(use.name.split(separator: "/").last!)", bytes: try render(use.name, use.shape, kit))
    }
    let alone = try KitVerifiers.templates.filter { $0.name.utf8.starts(with: "PowerShell/".utf8) }.map { use in
      File(estate: name, path: "\(use.name.split(separator: "/").last!)", bytes: try render(use.name, use.shape, kit))
    }
    let scripts = try plan.allSteps.compactMap { step -> File? in
      guard let script = step.script, script.kind.isPowerShell else { return nil }
      let shape = ScriptValues.shape(for: script.kind.subject)
      return File(
        estate: name, path: script.path,
        bytes: try render(script.kind.rawValue, shape, ScriptValues.value(for: script, step: step, in: plan)))
    }
    return library + alone + scripts
  }

  struct Broken: Error, CustomStringConvertible {
    let message: String
    var description: String { message }
  }
}
