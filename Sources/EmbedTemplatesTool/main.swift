import Glibc

// Writes one Swift file that holds the text of each file named on the command line.
//
// Arguments: the file to write, the folder that names are relative to, the files. Exits with 1 and a message when a file cannot be read or
// is not UTF-8.

func stop(_ message: String) -> Never {
  let line = Array("error: \(message)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(1)
}

func read(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else { stop("\(path): cannot be read") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    bytes += chunk[..<count]
    if count < chunk.count { break }
  }
  if ferror(file) != 0 { stop("\(path): cannot be read") }
  return bytes
}

/// A Swift literal for any text: all that is not plain ASCII is escaped, line ends included, so no content can end the literal or change.
func literal(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": out += "\\n"
    case "\\": out += "\\\\"
    case "\"": out += "\\\""
    case " "..."~": out.unicodeScalars.append(scalar)
    default: out += "\\u{\(String(scalar.value, radix: 16))}"
    }
  }
  return out + "\""
}

let arguments = CommandLine.arguments
guard arguments.count >= 3 else { stop("usage: EmbedTemplatesTool OUTPUT FOLDER FILE…") }
var folder = arguments[2]
if folder.utf8.last != UInt8(ascii: "/") { folder += "/" }

var templates: [(name: String, text: String)] = []
for path in arguments[3...] {
  guard path.utf8.starts(with: folder.utf8) else { stop("\(path): is not below \(folder)") }
  guard let text = String(validating: read(path), as: UTF8.self) else { stop("\(path): is not UTF-8") }
  templates.append((String(decoding: path.utf8.dropFirst(folder.utf8.count), as: UTF8.self), text))
}
templates.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }

var source = "// Written by EmbedTemplates from the files below Templates/.\n\nextension Templates {\n"
source += "  /// Every file below `Templates/` that is not Swift, in the order of their names' bytes.\n"
source += "  package static let all: [EmbeddedTemplate] = [\n"
for template in templates {
  source += "    EmbeddedTemplate(name: \(literal(template.name)), text: \(literal(template.text))),\n"
}
source += "  ]\n}\n"

guard let file = fopen(arguments[1], "wb") else { stop("\(arguments[1]): cannot be written") }
let bytes = Array(source.utf8)
if fwrite(bytes, 1, bytes.count, file) != bytes.count || fclose(file) != 0 { stop("\(arguments[1]): cannot be written") }
