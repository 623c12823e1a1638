import Input
import Vocabulary

/// The keys of the whole file.
enum RootShape {
  static let version = Field<Int>.required(
    "version", .layoutVersion, "Layout of this file. This program reads version 1.")
  static let environment = Field<String>.required(
    "environment", .pathName(longest: 40), "Name of this environment and of its folder in the output.")
  /// Taken out where files are laid over one another, before this shape is asked.
  static let extends = Field<String>.optional(
    "extends", .text("a path", longest: 4_096),
    "Another file, relative to this one, whose values hold unless this one says otherwise. Mappings merge, single values replace, and so do lists, "
      + "unless each entry has a name: then entries of one name merge and others are added. 'remove: yes' in an entry takes it out, 'remove: [key, …]' "
      + "in a mapping takes out keys.")
  /// Taken out, too.
  static let fleet = ObjectField(
    FleetReader.key, FleetShape.shape,
    "A table whose rows are environments: each takes this file, and what it extends, for its base and replaces named values.")
  static let note = Field<String>.optional("note", .text("a note", longest: 10_000), "Free text for the people who read the kit.")
  static let goal = Field.defaulted(
    "goal",
    ScalarRule<Goal>.choice("a goal") { goal in
      goal == .full ? "Connect Sync is taken out of service at the end" : "some units stay on Connect Sync, with reasons"
    }, to: .full, written: "full",
    "Whether Connect Sync is to go, or to keep some units. A partial goal gets a steady-state runbook instead of a cutover.")
  static let tenant = ObjectField("tenant", TenantShape.shape, required: true, "The Microsoft Entra tenant.")
  static let signIn = ObjectField("sign-in", SignInShape.shape, "How the Graph scripts sign in.")
  static let connect = ObjectField(
    "connect", ConnectShape.shape, required: true, "The Connect Sync installation that is to hand over.")
  static let forests = ObjectListField(
    "forests", of: ForestShape.shape, atLeast: 1, key: ForestShape.name,
    "The Active Directory forests that Connect Sync has connectors for.")
  static let inventory = Field<String>.optional(
    "inventory", .relativePath,
    "Folder with the results of the kit's inventory scripts, relative to this file: the run folder, or its folder 'evidence'. What they measured "
      + "answers what this file leaves open, and is held against what it states.")
  static let waves = ObjectListField(
    "waves", of: WaveShape.shape, atLeast: 1, key: WaveShape.name,
    "The steps of the migration, in order. Scope grows with each wave and never shrinks.")
  static let staysOnConnect = ObjectListField(
    "stays-on-connect", of: RemainingUnitShape.shape, "For a partial goal: the units that stay on Connect Sync, and why.")
  static let waivers = ObjectListField(
    "waivers", of: WaiverShape.shape, "Signed-off findings. Each is printed in the header of everything it touches.")
  static let kit = ObjectField(
    "kit", KitShape.shape, "Settings that change what the kit does. Each deviation from the default is warned about.")
  static let owners = ObjectField("owners", OwnersShape.shape, "Who carries out what: names of people or teams for the runbook.")
  static let exception = ObjectField(
    "exception", ExceptionShape.shape,
    "A request to Microsoft for more time, when its deadline cannot be met. The kit makes a redacted dossier of it; what is not stated is a marked gap there."
  )

  static let shape = ObjectShape(
    title: "the environment",
    fields: [
      version.description, environment.description, extends.description, note.description, goal.description, tenant.description,
      signIn.description,
      connect.description, forests.description, inventory.description, waves.description, staysOnConnect.description,
      waivers.description, kit.description, owners.description, exception.description,
    ],
    refused: [
      RefusedKey(
        name: FleetReader.key, code: .fleetRefused, message: "a fleet is many environments, and one is read here",
        hint: "name the fleet's own file to a command that takes several, with the key at the start of a line")
    ])

  /// The whole file, as editors and the reference page know it.
  static let file = {
    var file = shape
    file.fields.insert(fleet.description, at: 3)
    file.refused = []
    return file
  }()
}
