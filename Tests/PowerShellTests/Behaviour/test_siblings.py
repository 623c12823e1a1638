"""Units of which Connect Sync leaves a part out: the containers in their place, and what came to stand beside them since."""
import os
import shutil
import unittest

import estate
import kits
from lab import Lab
from way import WayTest

STAFF, ROOT = "OU=Staff,DC=contoso,DC=com", "DC=contoso,DC=com"
CHECK = "02-staff/60-start/contoso.com/05-check-siblings.ps1"
# The names of the children: one with an escaped comma and a plus sign, one in other letters, one that Connect Sync leaves out.
LABS, PEOPLE, ROBOTS = f"OU=R\\+D\\, Labs,{STAFF}", f"OU=M\u00fcller & S\u00f6hne,{STAFF}", f"OU=Robots,{STAFF}"


def children():
    """Contoso whose staff stand in the children of their unit, and none in the unit itself."""
    value = estate.contoso()
    domain = estate.Domain("contoso.com", "contoso.com")
    domain.unit("OU=Staff")
    people = domain.unit("OU=M\u00fcller & S\u00f6hne,OU=Staff")
    lead = domain.user(people, "Edsger Dijkstra")
    for name in ("Ada Lovelace", "Grace Hopper"):
        domain.user(people, name, manager=lead)
    domain.group(people, "All Staff", [lead])
    domain.user(domain.unit("OU=R\\+D\\, Labs,OU=Staff"), "Chu, Wei")
    domain.user(domain.unit("OU=Robots,OU=Staff"), "Robot One")
    # Look like the parent or one of its children, and are elsewhere.
    domain.user(domain.unit("OU=Staff2"), "Look Alike")
    domain.user(domain.unit("OU=Inner\\,OU\\=Staff"), "Escaped Comma")
    value["domains"] = [domain]
    return value


def inventory(folder):
    """The run folder that the input names: counted by the scripts of a kit, as on a site."""
    lab = Lab("contoso-before-inventory")
    try:
        done = lab.run("00-assess/10-count-objects.ps1")
        assert done.code == 0, str(done)
        assert lab.run("00-assess/20-check-attributes.ps1").code == 0
        shutil.copytree(lab.run_folder, os.path.join(folder, "run"))
    finally:
        lab.close()


MOVED = [("CN=Ada Lovelace,OU=Staff,DC", f"CN=Ada Lovelace,OU=M\u00fcller & S\u00f6hne,OU=Staff,DC"), ("CN=Grace Hopper,OU=Staff,DC", f"CN=Grace Hopper,OU=M\u00fcller & S\u00f6hne,OU=Staff,DC"),
         ("CN=Edsger Dijkstra,OU=Staff,DC", f"CN=Edsger Dijkstra,OU=M\u00fcller & S\u00f6hne,OU=Staff,DC")]
estate.ESTATES["contoso-children"] = children
kits.VARIANTS["contoso-before-inventory"] = kits.Variant("contoso", MOVED, "contoso-children")
kits.VARIANTS["contoso-children"] = kits.Variant(
    "contoso", MOVED + [("\ngoal: ", "\ninventory: run\ngoal: "), (f'include: ["{ROOT}"]', f'include: ["{ROOT}"]\n          exclude: ["{ROBOTS}"]')], "contoso-children", inventory)


class Children(WayTest):
    kit_name = "contoso-children"

    def setUp(self):
        super().setUp()
        for server in self.lab.estate["servers"]:
            self.lab.change("connect." + server, lambda record: record["connectors"][1]["Partitions"][0]["ConnectorPartitionScope"].update(ContainerExclusionList=[ROBOTS]))
        self.lab.cycle()

    def domain(self):
        return self.lab.domain("contoso.com")


class Siblings(Children):
    def setUp(self):
        super().setUp()
        # What comes before is taken for granted.
        for step, wave, revision in self.kit.find(CHECK).gates:
            self.lab.pass_step(step, wave, revision)

    def actual(self, done, name):
        return [check["actual"] for check in done.checks(name) if check["status"] == "failed"]

    def look(self, code):
        self.lab.save_directory()
        done = self.expect(code, CHECK)
        self.assertEqual(done.setters, [])
        self.assertEqual(set(done.names()), {"Get-ADObject"})
        return done

    def test_what_stands_in_the_place_of_the_unit(self):
        self.assertEqual(self.units(2), {"OU=CloudSyncPilot,DC=contoso,DC=com", LABS, PEOPLE})

    def test_nothing_came(self):
        done = self.look(0)
        self.assertEqual(done.checks("siblings.new")[0]["actual"], "3")

    def test_a_new_container_of_every_kind(self):
        for kind in ("organizationalUnit", "container", "builtinDomain"):
            with self.subTest(kind):
                self.domain().objects.append(estate.entry(f"OU=New,{STAFF}", "New", kind))
                self.assertEqual(self.actual(self.look(1), "siblings.new"), [f"OU=New,{STAFF}"])
                self.domain().objects.pop()

    def test_a_new_container_with_an_escaped_comma(self):
        self.domain().unit("OU=Labs\\, Berlin,OU=Staff")
        # Ends with the name of a child that is known, and is another one.
        self.domain().unit("OU=More\\,OU\\=Robots,OU=Staff")
        self.assertEqual(sorted(self.actual(self.look(1), "siblings.new")), [f"OU=Labs\\, Berlin,{STAFF}", f"OU=More\\,OU\\=Robots,{STAFF}"])

    def test_containers_elsewhere_are_no_siblings(self):
        self.domain().unit(f"OU=Deeper,OU=R\\+D\\, Labs,OU=Staff")
        self.domain().unit("OU=Other,OU=Staff2")
        self.domain().unit("OU=Besides")
        self.look(0)

    def test_classes_made_from_containers_are_none(self):
        """A search for containers finds group policies too: their own class is another one."""
        policy = estate.entry(f"CN={{31B2F340}},{STAFF}", "policy", "groupPolicyContainer")
        self.domain().objects.append(policy)
        self.look(0)

    def test_a_child_in_other_letters_is_the_same_child(self):
        for o in self.domain().objects:
            o["dn"] = o["dn"].replace("OU=Robots", "OU=ROBOTS").replace("OU=M\u00fcller", "OU=M\u00dcLLER")
        self.look(0)

    def test_names_that_only_culture_takes_for_the_same_are_new(self):
        """The directory keeps these apart, so they are others."""
        for name in ("OU=Robots\u00ad", "OU=Mu\u0308ller & So\u0308hne"):
            with self.subTest(name):
                self.domain().unit(name + ",OU=Staff")
                self.assertEqual(self.actual(self.look(1), "siblings.new"), [f"{name},{STAFF}"])
                self.domain().objects.pop()

    def test_a_child_that_is_gone_is_no_new_one(self):
        """Nothing of it is lost here; its objects went somewhere, and where is what the other checks ask."""
        self.domain().objects = [o for o in self.domain().objects if not o["dn"].endswith(ROBOTS)]
        done = self.look(0)
        self.assertEqual(done.checks("siblings.new")[0]["actual"], "2")

    def test_a_child_that_was_renamed_is_a_new_one(self):
        for o in self.domain().objects:
            o["dn"] = o["dn"].replace(LABS, f"OU=Research,{STAFF}")
        self.assertEqual(self.actual(self.look(1), "siblings.new"), [f"OU=Research,{STAFF}"])

    def test_objects_directly_in_the_unit(self):
        made = {"user": lambda: self.domain().user(STAFF, "Direct, User"), "group": lambda: self.domain().group(STAFF, "Direct Group", []),
                "contact": lambda: self.domain().contact(STAFF, "Direct Contact")}
        for kind, make in made.items():
            with self.subTest(kind):
                make()
                done = self.look(1)
                self.assertEqual(done.failed(), [f"siblings.direct.{kind}"])
                self.domain().objects.pop()
        # No job takes computers here.
        self.domain().computer(STAFF, "PC0002")
        self.look(0)

    def test_the_unit_is_gone_or_the_domain_does_not_answer(self):
        self.domain().objects = [o for o in self.domain().objects if not o["dn"].endswith(STAFF)]
        self.assertEqual(self.look(1).failed(), ["siblings.parent"])
        self.refuse(3, CHECK, faults={"domain-unreachable": "contoso.com"})

    def test_without_what_comes_before(self):
        gate = self.kit.find(CHECK).gates[0][0]
        os.remove(self.lab.result_path(gate))
        self.refuse(2, CHECK, "gate.", forge=False)

    def test_the_gate_of_the_start_asks_for_it(self):
        path = next(path for path in self.kit.paths(".sh") if path.startswith("waves/02-staff/60-start/contoso.com/") and "gate" in path)
        with open(os.path.join(self.kit.folder, path), encoding="utf-8") as file:
            self.assertIn(self.kit.find(CHECK).step, file.read())


class WayWithChildren(Children):
    """The whole way of a kit whose unit was taken apart, and a container that appears in the middle of it."""

    def test_the_whole_way(self):
        for number, wave in enumerate(self.kit.waves(), 1):
            self.go_through(wave)
            self.check_scope(self.units(number), "SYNC01")
            self.check_marks(self.units(number), "SYNC01")
        self.check_nothing_lost()
        marked = {item["dn"] for item in self.lab.connect()["objects"] if item["mark"]}
        self.assertIn(f"CN=Chu\\, Wei,{LABS}", marked)
        self.assertNotIn(f"CN=Robot One,{ROBOTS}", marked)

    def test_an_object_beside_the_units_is_found_on_the_connect_server_and_behind_the_start(self):
        self.go_through("01-pilot")
        self.lab.load_directory()
        self.domain().user(self.domain().unit("OU=New,OU=Staff"), "Nobody Knows")
        self.lab.save_directory()
        self.lab.cycle()
        prove = "02-staff/40-preview/sync01/20-prove-rules.ps1"
        self.go(until=prove)
        done = self.refuse(1, prove, "expanded.left")
        self.assertIn("Nobody Knows", str(done.checks("expanded.left")))


if __name__ == "__main__":
    unittest.main()
