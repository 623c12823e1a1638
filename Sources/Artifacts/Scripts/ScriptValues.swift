import Model
import Plan
import TemplateEngine

/// The names that a script's template may use, and their values: `kit`, `step`, `path`, and what the script is written for.
///
/// | subject       | names                                              |
/// |---------------|----------------------------------------------------|
/// | estate        | `kit`, `step`, `script`                            |
/// | server        | the same and `server`                              |
/// | domain        | the same and `domain`                              |
/// | wave          | the same and `wave`                                |
/// | wave on server| the same and `wave`, `server`                      |
/// | wave in domain| the same and `wave`, `domain`, `scope`             |
enum ScriptValues {
  static func shape(for subject: ScriptSubject.Kind) -> TemplateShape {
    var names: [String: TemplateShape] = [
      "kit": KitValues.table.shape, "step": StepValues.table.shape, "script": ScriptFileValues.table.shape,
    ]
    switch subject {
    case .estate: break
    case .server: names["server"] = ServerValues.table.shape
    case .domain: names["domain"] = DomainValues.table.shape
    case .wave: names["wave"] = WaveValues.table.shape
    case .waveOnServer:
      names["wave"] = WaveValues.table.shape
      names["server"] = ServerValues.table.shape
    case .waveInDomain:
      names["wave"] = WaveValues.table.shape
      names["domain"] = DomainValues.table.shape
      names["scope"] = WaveDomainValues.table.shape
    }
    return .object(TemplateMembers(names))
  }

  static func value(for script: Script, step: Step, in plan: MigrationPlan) -> TemplateValue {
    var values: [String: TemplateValue] = [
      "kit": KitValues.table.value(of: plan), "step": StepValues.table.value(of: step),
      "script": ScriptFileValues.table.value(of: ScriptFileSubject(script: script, step: step, plan: plan)),
    ]
    switch script.subject {
    case .estate: break
    case .server(let name): values["server"] = server(name, in: plan)
    case .domain(let name): values["domain"] = domain(name, in: plan)
    case .wave(let index): values["wave"] = wave(index, in: plan)
    case .waveOnServer(let index, let name):
      values["wave"] = wave(index, in: plan)
      values["server"] = server(name, in: plan)
    case .waveInDomain(let index, let name):
      values["wave"] = wave(index, in: plan)
      values["domain"] = domain(name, in: plan)
      let subject = WaveSubject(plan: plan, index: index)
      guard let scope = subject.revision.scope(ofDomain: name) else {
        preconditionFailure("no scope of \(name) in revision \(index + 1)")
      }
      values["scope"] = WaveDomainValues.table.value(of: WaveDomainSubject(wave: subject, scope: scope))
    }
    return .object(values)
  }

  private static func server(_ name: String, in plan: MigrationPlan) -> TemplateValue {
    guard let server = plan.environment.connect.servers.first(where: { $0.name.value.utf8.elementsEqual(name.utf8) }) else {
      preconditionFailure("no server \(name)")
    }
    return ServerValues.table.value(of: ServerSubject(plan: plan, server: server))
  }

  private static func domain(_ name: String, in plan: MigrationPlan) -> TemplateValue {
    for forest in plan.environment.forests {
      if let domain = forest.domains.first(where: { $0.name.value.utf8.elementsEqual(name.utf8) }) {
        return DomainValues.table.value(of: DomainSubject(plan: plan, forest: forest, domain: domain))
      }
    }
    preconditionFailure("no domain \(name)")
  }

  private static func wave(_ index: Int, in plan: MigrationPlan) -> TemplateValue {
    WaveValues.table.value(of: WaveSubject(plan: plan, index: index))
  }
}
