import Model
import Plan
import SampleEstates
import Testing
import Vocabulary

@Suite("Scope revisions")
struct ScopeRevisionTests {
  @Test(arguments: ["contoso", "fabrikam"])
  func everyRevisionHoldsTheUnitsOfItsWaveAndOfAllBefore(_ name: String) throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml(name))
    #expect(plan.revisions.count == plan.environment.waves.count)
    for (index, revision) in plan.revisions.enumerated() {
      let expected = Set(plan.environment.waves[...index].flatMap { $0.units.map(\.value) })
      #expect(Set(revision.units.map(\.name.value)) == expected)
      #expect(revision.units.count == expected.count)
      #expect(Set(revision.units.filter(\.isNew).map(\.name.value)) == Set(plan.environment.waves[index].units.map(\.value)))
    }
  }

  @Test(arguments: ["contoso", "fabrikam"])
  func noDomainScopeIsEmptyAndNoneShrinks(_ name: String) throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml(name))
    for (earlier, later) in zip(plan.revisions, plan.revisions.dropFirst()) {
      for scope in earlier.domains {
        let next = try #require(later.scope(ofDomain: scope.domain))
        #expect(Set(scope.units.map(\.name.value)).isSubset(of: Set(next.units.map(\.name.value))))
      }
    }
    #expect(plan.revisions.allSatisfy { revision in revision.domains.allSatisfy { !$0.units.isEmpty } })
  }

  @Test func aDomainWithoutUnitsOfTheWaveIsNotChangedByIt() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("fabrikam"))
    #expect(plan.revisions[0].domains.map(\.domain) == ["emea.fabrikam.com"])
    #expect(plan.revisions[1].changedDomains.map(\.domain) == ["fabrikam.com", "labs.fabrikam.net"])
    #expect(plan.revisions[1].domains.map(\.domain) == ["fabrikam.com", "emea.fabrikam.com", "labs.fabrikam.net"])
    #expect(plan.revisions[2].changedDomains.map(\.domain) == ["fabrikam.com", "emea.fabrikam.com", "apac.fabrikam.com"])
  }

  @Test func unitsOfAChildDomainAreNotUnitsOfItsParent() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("fabrikam"))
    let parent = try #require(plan.revisions[2].scope(ofDomain: "fabrikam.com"))
    #expect(parent.units.allSatisfy { $0.name.value.domainName == "fabrikam.com" })
  }
}
