import JSON

extension Manifest {
  /// The bytes of `manifest.json`.
  package var bytes: [UInt8] {
    JSONValue.object([
      ("format", .number(Self.format)),
      ("tool", .text(Self.tool)),
      ("version", .text(header.toolVersion)),
      ("environment", .text(header.environment)),
      ("revision", .number(header.revision)),
      ("forced", .boolean(header.isForced)),
      ("waivers", .texts(header.waivers)),
      ("units", .object(header.units.map { ($0.domain, .texts($0.units)) })),
      ("files", .array(files.map(\.json))),
    ]).bytes
  }
}

extension ManifestFile {
  fileprivate var json: JSONValue {
    .object([
      ("path", .text(path)),
      ("kind", .text(kind)),
      ("steps", .texts(steps)),
      ("keyPaths", .texts(keyPaths)),
      ("size", .number(size)),
      ("sha256", .text(sha256)),
      ("executable", .boolean(isExecutable)),
    ])
  }
}
