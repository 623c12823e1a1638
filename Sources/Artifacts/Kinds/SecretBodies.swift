import Model

/// The settings of a configuration, which Graph calls secrets: all of them in one body, because a PUT replaces the whole list.
/// No member is secret.
enum SecretBodies {
  static func secrets(of domain: Domain) -> OrderedJSON {
    let settings = domain.cloudSync
    var pairs = [pair("Domain", .object([("domain", .text(domain.name.value))]))]
    // The other scenario, AD2AADProvisioning, may switch password hash synchronization off for the tenant and is never sent while Connect runs.
    if settings.passwordHashSync.value {
      pairs.append(pair("AppKey", .object([("appKeyScenario", .text("AD2AADPasswordHash"))])))
    }
    pairs.append(
      pair(
        "SyncNotificationSettings",
        .object([
          ("Enabled", .flag(!settings.notify.isEmpty)),
          ("Recipients", .text(settings.notify.map(\.value).joined(separator: ","))),
          ("DeleteThresholdEnabled", .flag(true)),
          ("DeleteThresholdValue", .integer(settings.deleteThreshold.value)),
        ])))
    return .object([("value", .list(pairs))])
  }

  /// The value of a pair is JSON inside a text.
  private static func pair(_ key: String, _ value: OrderedJSON) -> OrderedJSON {
    .object([("key", .text(key)), ("value", .text(value.line))])
  }
}

extension OrderedJSON {
  /// The value without any white space between its parts, for JSON inside a text.
  var line: String {
    switch self {
    case .list(let items): "[\(items.map(\.line).joined(separator: ","))]"
    case .object(let members):
      "{\(members.map { "\(OrderedJSON.text($0.name).line):\($0.value.line)" }.joined(separator: ","))}"
    case .text, .integer, .flag, .null: String(decoding: bytes.dropLast(), as: UTF8.self)
    }
  }
}
