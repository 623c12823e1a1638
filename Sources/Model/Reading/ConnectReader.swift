import Diagnostics
import Vocabulary

/// Reads the key `connect`.
enum ConnectReader {
  static func connect(_ reader: ObjectReader) -> ConnectSync {
    ConnectSync(
      build: reader.required(ConnectShape.build, standIn: DottedVersion("0")!),
      servers: reader.objects(ConnectShape.servers, server),
      sourceAnchor: reader.required(ConnectShape.sourceAnchor, standIn: .consistencyGuid),
      install: reader.defaulted(ConnectShape.install),
      precedence: precedence(reader.objectOrDefaults(ConnectShape.precedence)),
      customRules: customRules(reader))
  }

  static func facts(_ reader: ObjectReader) -> EstateFacts {
    let sections: [EstateFact.Section: ObjectReader] = [
      .features: reader.objectOrDefaults(ConnectShape.features), .estate: reader.objectOrDefaults(ConnectShape.estate),
    ]
    var answers: [EstateFact: Located<Answer>] = [:]
    for fact in EstateFact.allCases {
      answers[fact] = sections[fact.section]!.defaulted(FactShape.fields[fact]!)
    }
    return EstateFacts(answers: answers, place: reader.place)
  }

  private static func server(_ reader: ObjectReader) -> ConnectServer? {
    let name = reader.required(ServerShape.name)
    let role = reader.required(ServerShape.role)
    let export = reader.optional(ServerShape.export)
    guard let name, let role else { return nil }
    return ConnectServer(name: name, role: role, export: export)
  }

  private static func precedence(_ reader: ObjectReader) -> Precedence {
    Precedence(from: reader.defaulted(PrecedenceShape.from), inUse: reader.list(PrecedenceShape.inUse) ?? [])
  }

  private static func customRules(_ reader: ObjectReader) -> CustomRules? {
    guard reader.node(ConnectShape.customRules.name) != nil, let rules = reader.object(ConnectShape.customRules) else {
      return nil
    }
    return CustomRules(
      simpleExpression: rules.defaulted(CustomRulesShape.simpleExpression),
      join: rules.defaulted(CustomRulesShape.join),
      multiSource: rules.defaulted(CustomRulesShape.multiSource),
      filter: rules.defaulted(CustomRulesShape.filter))
  }
}
