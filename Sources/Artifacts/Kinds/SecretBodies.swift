import JSON
import Model

/// The settings of a configuration, which Graph calls secrets: all of them in one body, because a PUT replaces the whole list.
/// No member is secret.
enum SecretBodies {
  static func secrets(of domain: Domain) -> JSONValue {
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
          ("Enabled", .boolean(!settings.notify.isEmpty)),
          ("Recipients", .text(settings.notify.map(\.value).joined(separator: ","))),
          ("DeleteThresholdEnabled", .boolean(true)),
          ("DeleteThresholdValue", .number(settings.deleteThreshold.value)),
        ])))
    return .object([("value", .array(pairs))])
  }

  /// The value of a pair is JSON inside a text.
  private static func pair(_ key: String, _ value: JSONValue) -> JSONValue {
    .object([("key", .text(key)), ("value", .text(value.line))])
  }
}
