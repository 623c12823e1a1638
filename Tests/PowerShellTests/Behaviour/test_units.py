"""What lies in units, and what only looks as if it did: classes that are not handed over, and names that end like a unit's."""
import unittest

from way import WayTest

COUNT, STAFF_COUNT = (f"{wave}/10-unit/30-count-unit.ps1" for wave in ("01-pilot", "02-staff"))
INSTALL = "01-pilot/30-rules/sync01/10-install-rules.ps1"
STAFF = "OU=Staff,DC=contoso,DC=com"
PILOT = "OU=CloudSyncPilot,DC=contoso,DC=com"
# One name with a comma in it. The equals sign needs no escape by RFC 4514; a directory that leaves it alone makes a name that ends like the unit's.
TWIN = "OU=Inner\\,OU=CloudSyncPilot,DC=contoso,DC=com"


class Classes(WayTest):
    stage = COUNT

    def put(self, make):
        make(self.lab.domain("contoso.com"))
        self.lab.save_directory()

    def test_a_class_that_is_not_handed_over(self):
        self.put(lambda d: d.user("OU=Nested," + STAFF, "Person of the Internet", kind="inetOrgPerson"))
        done = self.refuse(1, STAFF_COUNT, "unit.beside.inetOrgPerson")
        check = done.checks("unit.beside.inetOrgPerson", "failed")[0]
        self.assertEqual((check["expected"], check["actual"]), ("0", "1"))
        self.assertIn("object-types", check["message"])

    def test_the_same_class_beside_the_unit(self):
        self.put(lambda d: d.user("OU=Contractors,DC=contoso,DC=com", "Person of the Internet", kind="inetOrgPerson"))
        self.expect(0, STAFF_COUNT)

    def test_computers_that_nobody_synchronizes(self):
        self.put(lambda d: d.computer(STAFF, "PC0002"))
        done = self.expect(0, STAFF_COUNT)
        self.assertEqual(done.checks("unit.beside.device")[-1]["actual"], "1")


class Devices(Classes):
    """Connect Sync synchronizes devices, and goes away."""
    kit_name = "contoso-devices"

    def test_computers_that_nobody_synchronizes(self):
        self.put(lambda d: d.computer(STAFF, "PC0002"))
        self.refuse(1, STAFF_COUNT, "unit.beside.device")


class Unanswered(Classes):
    """Nobody has said whether Connect Sync synchronizes devices."""
    kit_name = "contoso-unanswered"

    def test_computers_that_nobody_synchronizes(self):
        self.expect(0, STAFF_COUNT)
        self.put(lambda d: d.computer(STAFF, "PC0002"))
        self.refuse(7, STAFF_COUNT)


class Twins(WayTest):
    stage = INSTALL

    def add(self, dn, kind="organizationalUnit"):
        def change(record):
            record["objects"].append({**record["objects"][0], "dn": dn, "type": kind, "mv": "", "entra": ""})
        self.lab.change("connect.SYNC01", change)

    def test_a_container_whose_name_ends_like_the_unit(self):
        self.add(TWIN)
        done = self.refuse(1, INSTALL, "scope.strays")
        self.assertEqual(done.checks("scope.strays")[0]["actual"], "1: " + TWIN)

    def test_an_object_in_it_by_the_case_of_another(self):
        self.add("CN=Somebody," + TWIN.replace("CloudSyncPilot", "cloudsyncpilot"), "user")
        self.refuse(1, INSTALL, "scope.strays")

    def test_names_that_only_look_alike_are_matched_by_no_rule(self):
        for dn in (TWIN.replace("OU=Cloud", "OU\\=Cloud"), "OU=CloudSyncPilot2,DC=contoso,DC=com", "OU=CloudSyncPilot,OU=Other,DC=contoso,DC=com",
                   # A backslash that belongs to the value, and a comma that is a border.
                   "OU=Inner\\\\,OU=CloudSyncPilot,DC=contoso,DC=com"):
            self.add(dn)
        self.expect(0, INSTALL)

    def test_pages_that_do_not_advance(self):
        self.refuse(3, INSTALL, faults={"paging-does-not-advance": True})


if __name__ == "__main__":
    unittest.main()
