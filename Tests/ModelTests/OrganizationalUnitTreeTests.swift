import Diagnostics
import Model
import Testing
import Vocabulary

struct OrganizationalUnitTreeTests {
  private static func name(_ text: String) -> DistinguishedName { try! DistinguishedName(parsing: text) }

  private static func container(
    _ text: String, _ objectClass: OrganizationalUnitTree.ObjectClass = .organizationalUnit, line: Int,
    _ objects: [CountedClass: Int]
  ) -> OrganizationalUnitTree.Container {
    let position = SourcePosition(line: line, column: 5)
    return OrganizationalUnitTree.Container(
      name: name(text), place: SourceRange(file: "inventory.json", start: position, end: position), objectClass: objectClass,
      objects: ContainedObjects(objects))
  }

  private let tree = OrganizationalUnitTree([
    container("DC=contoso,DC=com", .domain, line: 1, [.users: 1, .groups: 0]),
    container("OU=Staff,DC=contoso,DC=com", line: 2, [.users: 2, .groups: 1]),
    container("OU=Sales,OU=Staff,DC=contoso,DC=com", line: 3, [.users: 3]),
    container("OU=Sales2,OU=Staff,DC=contoso,DC=com", line: 4, [.users: 5, .groups: 7]),
    container("CN=Users,DC=contoso,DC=com", .container, line: 5, [.users: 9, .groups: 2]),
    container("OU=Caf\u{E9},DC=contoso,DC=com", line: 6, [:]),
  ])

  @Test("A container is found without its case, and keeps the case that Active Directory has")
  func withoutCase() {
    #expect(tree.container(Self.name("ou=STAFF,dc=Contoso,dc=com"))?.name.text == "OU=Staff,DC=contoso,DC=com")
    #expect(tree.container(Self.name("OU=Staf,DC=contoso,DC=com")) == nil)
  }

  @Test("A name in its decomposed form is another container")
  func decomposed() {
    #expect(tree.container(Self.name("OU=Caf\u{E9},DC=contoso,DC=com")) != nil)
    #expect(tree.container(Self.name("OU=Cafe\u{301},DC=contoso,DC=com")) == nil)
  }

  @Test("Children are those directly below, in the order of the inventory")
  func children() {
    let below = tree.children(of: Self.name("DC=CONTOSO,DC=com")).map(\.name.text)
    #expect(below == ["OU=Staff,DC=contoso,DC=com", "CN=Users,DC=contoso,DC=com", "OU=Caf\u{E9},DC=contoso,DC=com"])
    #expect(tree.children(of: Self.name("OU=Sales,OU=Staff,DC=contoso,DC=com")).isEmpty)
  }

  @Test("A subtree has the container itself first and a parent before its children")
  func subtree() {
    #expect(
      tree.subtree(of: Self.name("OU=Staff,DC=contoso,DC=com")).map(\.place.start.line) == [2, 3, 4])
    #expect(tree.subtree(of: Self.name("DC=contoso,DC=com")).map(\.place.start.line) == [1, 2, 3, 4, 5, 6])
    #expect(tree.subtree(of: Self.name("OU=None,DC=contoso,DC=com")).isEmpty)
  }

  @Test("Objects below a container are added up, and a class that one container does not state is not stated")
  func objects() {
    let below = tree.objects(below: Self.name("OU=Staff,DC=contoso,DC=com"))
    #expect(below[.users] == 10)
    #expect(below[.groups] == nil)
    #expect(below.known() == 10)
    #expect(below.missing(of: [.users, .groups]) == [.groups])
    #expect(tree.objects(below: Self.name("OU=Sales2,OU=Staff,DC=contoso,DC=com"))[.groups] == 7)
  }
}
