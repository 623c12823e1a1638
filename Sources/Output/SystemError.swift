import Diagnostics
import Glibc

/// The system calls that Output makes. Also the points at which a test can make a run fail.
package enum SystemCall: String, Sendable, CaseIterable {
  case chmod, create, fsync, link, list, lock, makeFolder, makeLink, open, read, readLink, remove, rename, setTimes, status, sync
  case write

  /// What it was about to do, as the rest of "cannot".
  var purpose: String {
    switch self {
    case .chmod: "set the permissions of"
    case .create: "create"
    case .fsync, .sync: "write to disk"
    case .link: "link"
    case .list: "list"
    case .lock: "lock"
    case .makeFolder: "make the folder"
    case .makeLink: "make the symbolic link"
    case .open: "open"
    case .read, .readLink: "read"
    case .remove: "remove"
    case .rename: "move"
    case .setTimes: "set the time of"
    case .status: "look at"
    case .write: "write"
    }
  }
}

/// A system call that failed, on what and why.
struct SystemError: Error {
  var call: SystemCall
  /// As shown to the user.
  var path: String
  /// The value of `errno`.
  var number: Int32

  var diagnostic: Diagnostic {
    Diagnostic(code, "cannot \(call.purpose) '\(path)': \(reason)", hint: hint)
  }

  private var code: DiagnosticCode {
    switch number {
    case EACCES, EPERM, EROFS: OutputCatalog.notPermitted
    case ENOSPC, EDQUOT, EFBIG: OutputCatalog.noSpace
    case ENOENT: OutputCatalog.notFound
    case ENOTDIR, ELOOP, EISDIR: OutputCatalog.wrongKind
    default: OutputCatalog.systemFailed
    }
  }

  /// Our own words: those of the C library follow the locale.
  private var reason: String {
    switch number {
    case EACCES: "the permissions do not allow it"
    case EBUSY: "it is in use"
    case EDQUOT: "the quota is used up"
    case EEXIST: "it exists already"
    case EFBIG: "the file would be too large for the file system"
    case EINTR: "it was interrupted"
    case EIO: "the device reported an input/output error"
    case EISDIR: "it is a folder"
    case ELOOP: "it is a symbolic link, and those are not followed here"
    case EMFILE, ENFILE: "too many files are open"
    case ENAMETOOLONG: "the name is too long for the file system"
    case ENOENT: "it does not exist"
    case ENOMEM: "there is not enough memory"
    case ENOSPC: "no space is left on the file system"
    case ENOTDIR: "it, or what stands before it in the path, is not a folder"
    case ENOTEMPTY: "it is not empty"
    case EPERM: "the operation is not permitted"
    case EROFS: "the file system is read-only"
    case EXDEV: "it is on another file system"
    default: "system error \(number)"
    }
  }

  private var hint: String? {
    switch number {
    case EACCES, EPERM: "give this user the right to write there, or choose another folder"
    case EROFS: "choose a folder on a file system that can be written"
    case ENOSPC, EDQUOT: "make room; a kit needs its size twice while it is replaced"
    case ENOTDIR, ELOOP: "name a folder that is one, not a file or a link"
    default: nil
    }
  }
}
