/// Where a kit stands: a folder of its own in a folder that the user names.
package struct KitLocation: Sendable {
  /// As the user typed it. May be reached through symbolic links; is made when it is not there.
  package let parent: String
  /// The name of the kit's folder: one part of a path by `KitPathRule`. It is never followed when it is a symbolic link.
  package let name: String

  package init(parent: String, name: String) {
    if let problem = KitPathRule.problem(in: name) { preconditionFailure("the kit's name '\(name)' \(problem)") }
    precondition(!name.utf8.contains(UInt8(ascii: "/")), "the kit's name '\(name)' is a path")
    precondition(!parent.utf8.isEmpty, "the kit's parent has no name")
    self.parent = parent
    self.name = name
  }

  /// As shown to the user.
  package var path: String { parent.utf8.last == KitPaths.separator ? parent + name : "\(parent)/\(name)" }

  /// The folder beside the kit in which a run builds the new one and keeps the old one for a moment. Hidden, and gone
  /// when no run is under way; one that a killed run left is known by this name, and the next run clears it.
  var workshopName: String { ".\(name).syncshift" }
}
