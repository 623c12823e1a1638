"""A site whose cloud holds what a baseline records."""
import json
import os

from harness import SKU
from walk import StagedTest


GROUP = "22222222-0000-4000-8000-000000000000"
OTHER = "c7df2760-2c81-4ef7-b578-5b5392b571df"


def identifier(digit, number=0):
    return f"{digit * 8}-0000-4000-8000-{number:012d}"


class BaselineTest(StagedTest):
    """Prepared, and Connect Sync has the users; nothing of the wave has begun."""

    def setUp(self):
        super().setUp()
        self.fake.page_size = 999
        self.fill()

    def fill(self):
        self.unit = self.kit.units(self.wave, self.domain)[0]
        self.site.users_of([self.unit], 9)
        for number, user in enumerate(self.fake.directory_users):
            user.update(onPremisesDistinguishedName=f"CN=User\\, {number},{self.unit.upper()}", userPrincipalName=f"u{number}@contoso.com")
        self.add_user(1, self.unit.replace("OU=", "OU=Not "))
        group = {"onPremisesSyncEnabled": True, "onPremisesDomainName": "CONTOSO.com", "assignedLicenses": [{"skuId": SKU, "disabledPlans": []}]}
        self.fake.groups += [{**group, "id": identifier("5", n), "displayName": f"Group {n}", "onPremisesSecurityIdentifier": f"S-1-5-21-{n}", "onPremisesSamAccountName": f"g{n}"} for n in range(4)]
        self.fake.groups.append({**group, "id": identifier("6"), "onPremisesDomainName": "other.example", "onPremisesSecurityIdentifier": "S-1-5-22-1", "onPremisesSamAccountName": "g0"})
        self.fake.contacts += [{"id": identifier("7", n), "displayName": f"C{n}", "mail": f"c{n}@contoso.com", "proxyAddresses": [f"SMTP:C{n}@contoso.com"], "onPremisesSyncEnabled": True} for n in range(3)]
        self.fake.contacts.append({**self.fake.contacts[0], "id": identifier("8"), "onPremisesSyncEnabled": None})
        # A membership in a synchronized group is Connect's own and compared elsewhere; a role is kept like a cloud group.
        self.fake.memberships[self.user(0)["id"]] = self.fake.memberships[self.user(0)["id"]] + [{"@odata.type": "#microsoft.graph.group", "id": self.group(0)["id"], "displayName": "Group 0"}, {"@odata.type": "#microsoft.graph.directoryRole", "id": identifier("9"), "displayName": None}]
        self.fake.memberships[self.group(0)["id"]] = [{"@odata.type": "#microsoft.graph.group", "id": GROUP, "displayName": "Cloud group 2"}]

    def add_user(self, number, place, name="x"):
        self.fake.users.append({**self.user(0), "id": identifier("a", number), "onPremisesDistinguishedName": f"CN={name},{place}", "onPremisesImmutableId": f"{name}==", "userPrincipalName": f"{name}@contoso.com"})

    def user(self, number):
        return self.fake.directory_users[number]

    def group(self, number):
        return self.fake.groups[number]

    def record(self, code=0, *arguments):
        return self.expect(code, self.kit.baseline(self.wave, self.domain), *(arguments or ("--sign-in", "client-secret")))

    def compare(self, code=0, *arguments):
        return self.expect(code, self.wave_script(self.wave, "compare-cloud"), *(arguments or ("--sign-in", "client-secret")))

    def baseline(self, change=None):
        path = self.site.baseline_path(self.wave)
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
        if change:
            change(value)
            with open(path, "w", encoding="utf-8") as file:
                json.dump(value, file)
        return value

    def no_baseline(self):
        self.assertFalse(os.path.exists(self.site.baseline_path(self.wave)))

    def findings(self):
        with open(self.site.baseline_path(self.wave).replace("baseline", "comparison"), encoding="utf-8") as file:
            return json.load(file)["findings"]

    def result(self):
        return self.site.result_of(self.wave_script(self.wave, "compare-cloud"))
