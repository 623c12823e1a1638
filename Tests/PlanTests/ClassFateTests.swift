import Model
import Plan
import SampleEstates
import Testing
import Vocabulary

/// What becomes of classes that lie in units.
struct ClassFateTests {
  @Test(arguments: [
    ("contoso", "device-sync: no", ClassFate.notSynchronized), ("contoso", "device-sync: unknown", .unanswered),
    ("contoso", "device-sync: yes", .leftOut), ("fabrikam", "device-sync: yes", .staysOnConnect),
  ])
  func `Computers are judged by device synchronization and by whether Connect Sync stays`(
    _ estate: String, _ answer: String, _ fate: ClassFate
  ) throws {
    let present = estate == "contoso" ? "device-sync: no" : "device-sync: yes"
    let environment = try SampleEstate.environment(SampleEstate.yaml(estate, replacing: [(present, answer)]))
    #expect(ClassFate.of(.device, in: environment.forests[0], environment) == fate)
  }

  @Test(arguments: [ObjectType.user, .inetOrgPerson, .group, .contact])
  func `Of the other classes none may be left out, whatever stays`(_ type: ObjectType) throws {
    for estate in ["contoso", "fabrikam"] {
      let environment = try SampleEstate.environment(SampleEstate.yaml(estate))
      for forest in environment.forests {
        let isListed = forest.objectTypes.contains { $0.value == type }
        #expect(ClassFate.of(type, in: forest, environment) == (isListed ? .handedOver : .leftOut))
      }
    }
  }
}
