/// A zip archive whose files are stored as they are. Nothing is compressed: so the bytes depend on no library's version, and a kit is small.
///
/// Source: PKWARE APPNOTE 6.3.10, 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end).
enum ZipBundle {
  /// More files, or more bytes, need another form of zip, which no kit comes near.
  static let mostFiles = 65_534
  static let mostBytes = 0xFFFF_FFFE

  static func regions(_ files: [BundleFile]) -> [BundleRegion] {
    precondition(files.count <= mostFiles, "\(files.count) files are too many for a zip archive")
    var offset = 0
    var locals: [BundleRegion] = []
    var central: [BundleRegion] = []
    for file in files {
      let checksum = CRC32.checksum(file.bytes)
      locals.append(BundleRegion(path: file.path, bytes: local(file, checksum) + file.bytes))
      central.append(BundleRegion(path: file.path, bytes: record(file, checksum, offset: offset)))
      offset += locals[locals.count - 1].bytes.count
    }
    precondition(offset <= mostBytes, "\(offset) bytes are too many for a zip archive")
    let size = central.reduce(0) { $0 + $1.bytes.count }
    return locals + central + [BundleRegion(path: nil, bytes: end(count: files.count, size: size, offset: offset))]
  }

  static func local(_ file: BundleFile, _ checksum: UInt32) -> [UInt8] {
    var out: [UInt8] = [0x50, 0x4B, 3, 4]
    out += common(file, checksum)
    return out + Array(file.path.utf8)
  }

  private static func record(_ file: BundleFile, _ checksum: UInt32, offset: Int) -> [UInt8] {
    var out: [UInt8] = [0x50, 0x4B, 1, 2]
    // Made on Unix, whose permissions the external attributes hold, by version 2.0.
    out += two(3 << 8 | 20)
    out += common(file, checksum)
    // No comment, disk 0, no internal attributes.
    out += two(0) + two(0) + two(0)
    // A regular file (0100000) with its permissions in the upper half.
    out += four(Int((0o100000 | file.mode) << 16))
    out += four(offset)
    return out + Array(file.path.utf8)
  }

  /// The fields that both headers of a file share, from the version needed to the length of the extra field.
  private static func common(_ file: BundleFile, _ checksum: UInt32) -> [UInt8] {
    var out = two(20) + two(0) + two(0)
    // 00:00 on 1 January 1980 in MS-DOS's form: the year counts from 1980, month and day from 1.
    out += two(0) + two(1 << 5 | 1)
    out += four(Int(checksum)) + four(file.bytes.count) + four(file.bytes.count)
    return out + two(file.path.utf8.count) + two(0)
  }

  private static func end(count: Int, size: Int, offset: Int) -> [UInt8] {
    [0x50, 0x4B, 5, 6] + two(0) + two(0) + two(count) + two(count) + four(size) + four(offset) + two(0)
  }

  private static func two(_ number: Int) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8 & 0xFF)] }
  private static func four(_ number: Int) -> [UInt8] { two(number & 0xFFFF) + two(number >> 16 & 0xFFFF) }
}
