import Glibc

/// Which build of this program is running.
package enum ProgramIdentity {
  /// Changes whenever another file is in the program's place; nil where the system does not say.
  package static let text: String? = {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return nil }
    let file = FileStatus(status)
    return
      "\(status.st_dev) \(status.st_ino) \(file.size) \(KitStamp.nanoseconds(file.modified)) \(KitStamp.nanoseconds(file.changed))"
  }()
}
