import Diagnostics
import Output

/// Kits in the output folder whose environments no fleet of the run has any more: a row was taken out, or its name changed. They are left alone, and
/// somebody has to know that they are there.
struct KitsOfNone {
  /// As shown to the user, in the order of their bytes.
  let paths: [String]
  private let fleets: [String]

  /// - Parameters:
  ///   - output: folder that holds a kit for each environment. What cannot be read there is not spoken of.
  ///   - fleets: the fleet files of the run.
  init(in output: String, besides results: [EnvironmentResult], of fleets: [String]) {
    self.fleets = fleets
    let known = Set(results.map { Array($0.environment.utf8) })
    let names = (try? FileAccess().names(in: output)) ?? []
    paths = names.compactMap { name in
      guard !known.contains(Array(name.utf8)), KitPathRule.problem(in: name) == nil else { return nil }
      let location = KitLocation(parent: output, name: name)
      return (try? KitReader().manifest(of: location)) == nil ? nil : location.path
    }
  }

  /// A line; nil when there is none.
  var text: String? {
    guard !paths.isEmpty else { return nil }
    let one = paths.count == 1
    return
      "left alone: \(RunEnd.list(paths)) \(one ? "stands" : "stand") for no environment of \(RunEnd.list(fleets)). "
      + "If no other input has \(one ? "it and nobody needs this kit, remove its folder" : "them and nobody needs these kits, remove their folders")."
  }
}
