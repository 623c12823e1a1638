"""How the comparing scripts sign in to Microsoft Graph: as an application with its certificate, or as a person, and never as half of either."""
import unittest

from lab import Lab
from way import WayTest

VERIFY = "02-staff/70-verify/contoso.com/20-verify-objects.ps1"
CERTIFICATE = {"ClientId": "5f0d9c6e-6a0b-4b7e-9b35-2a0b8a6f1c01", "CertificateThumbprint": "A909502DD82AE41433E6F83886B00D4277A32A7B"}


class SignIn(WayTest):
    stage = VERIFY

    def sign_in(self, **parameters):
        done = self.expect(0, VERIFY, **parameters)
        return next(call["parameters"] for call in done.calls if call["command"] == "Connect-MgGraph")

    def test_an_application_signs_in_with_its_certificate_and_asks_for_no_scopes(self):
        given = self.sign_in(**CERTIFICATE)
        self.assertEqual({name: given[name] for name in CERTIFICATE}, CERTIFICATE)
        self.assertNotIn("Scopes", given)

    def test_a_person_signs_in_with_the_three_reading_scopes_here_or_on_another_device(self):
        for device_code in (False, True):
            with self.subTest(device_code):
                given = self.sign_in(UseDeviceCode=device_code)
                self.assertEqual((str(given["Scopes"]).count(".Read.All"), given["UseDeviceCode"]), (3, str(device_code)))
                self.assertNotIn("ClientId", given)


class Refused(WayTest):
    """Nothing comes before it, so these begin at the very beginning."""

    def check(self, script):
        for parameters, missing in (({"ClientId": CERTIFICATE["ClientId"]}, "-CertificateThumbprint"),
                                    ({"CertificateThumbprint": CERTIFICATE["CertificateThumbprint"]}, "-ClientId"),
                                    ({**CERTIFICATE, "UseDeviceCode": True}, "-UseDeviceCode")):
            with self.subTest(missing=missing):
                done = self.refuse(64, script, "stopped", forge=False, **parameters)
                self.assertIn(missing, done.checks("stopped")[0]["message"])
                self.assertEqual(done.calls, [])

    def test_objects(self):
        self.check(VERIFY)

    def test_the_estate(self):
        self.check("80-cutover/10-check-estate.ps1")

    def test_writeback(self):
        self.lab = Lab("fabrikam")
        self.addCleanup(self.lab.close)
        self.check("02-research/70-verify/fabrikam.com/25-check-writeback.ps1")


if __name__ == "__main__":
    unittest.main()
