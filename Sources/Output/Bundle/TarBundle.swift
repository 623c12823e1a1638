/// A POSIX ustar archive: a header of 512 bytes a file, its bytes filled up to 512, and two empty blocks. Owner and group are 0 without names.
///
/// Source: POSIX.1-2017, pax, "ustar Interchange Format".
enum TarBundle {
  static let block = 512

  static func regions(_ files: [BundleFile]) -> [BundleRegion] {
    files.map { BundleRegion(path: $0.path, bytes: header($0) + $0.bytes + padding($0.bytes.count)) }
      + [BundleRegion(path: nil, bytes: [UInt8](repeating: 0, count: 2 * block))]
  }

  static func header(_ file: BundleFile) -> [UInt8] {
    guard let (prefix, name) = split(Array(file.path.utf8)) else {
      preconditionFailure("'\(file.path)' does not fit into a tar header")
    }
    var header = [UInt8](repeating: 0, count: block)
    func put(_ bytes: some Sequence<UInt8>, at offset: Int) {
      for (index, byte) in bytes.enumerated() { header[offset + index] = byte }
    }
    put(name, at: 0)
    put(octal(Int(file.mode), digits: 7), at: 100)
    put(octal(0, digits: 7), at: 108)
    put(octal(0, digits: 7), at: 116)
    put(octal(file.bytes.count, digits: 11), at: 124)
    put(octal(BundleFile.time, digits: 11), at: 136)
    put(repeatElement(UInt8(ascii: " "), count: 8), at: 148)
    put("0".utf8, at: 156)
    put("ustar".utf8, at: 257)
    put("00".utf8, at: 263)
    put(octal(0, digits: 7), at: 329)
    put(octal(0, digits: 7), at: 337)
    put(prefix, at: 345)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6) + [0, UInt8(ascii: " ")], at: 148)
    return header
  }

  static func padding(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: (block - count % block) % block) }

  /// Whether a header has room for the path.
  static func holds(_ path: String) -> Bool { split(Array(path.utf8)) != nil }

  /// A path of more than 100 bytes is parted at a `/`: at most 155 before it and 100 after it. Nil when there is no such place.
  private static func split(_ path: [UInt8]) -> (prefix: ArraySlice<UInt8>, name: ArraySlice<UInt8>)? {
    if path.count <= 100 { return ([], path[...]) }
    guard let slash = path.indices.first(where: { path[$0] == KitPaths.separator && path.count - $0 - 1 <= 100 }), slash <= 155,
      slash < path.count - 1
    else { return nil }
    return (path[..<slash], path[(slash + 1)...])
  }

  private static func octal(_ number: Int, digits: Int) -> [UInt8] {
    let text = Array(String(number, radix: 8).utf8)
    precondition(text.count <= digits, "\(number) does not fit into a tar header")
    return [UInt8](repeating: UInt8(ascii: "0"), count: digits - text.count) + text
  }
}
