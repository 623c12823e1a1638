"""Servers that are to hold an agent, and its installation."""
import unittest

from way import WayTest

CHECK, INSTALL = "20-agents/10-check-agent-server.ps1", "20-agents/20-install-agent-contoso.com.ps1"


class AgentTest(WayTest):
    def machine(self, change):
        self.lab.change("machine.AGENT01", change)

    def fails(self, check):
        done = self.lab.run(CHECK, host="AGENT01")
        self.assertEqual(done.code, 1, str(done))
        self.assertIn(check, done.failed())
        self.assertEqual(done.setters, [])

    def registry(self, path, **values):
        def change(machine):
            key = next(name for name in machine["registry"] if name.endswith(path))
            machine["registry"][key].update(values)
        self.machine(change)


class Check(AgentTest):
    stage = CHECK

    def test_windows(self):
        for values, check in (({"ProductType": 1}, "os.server"), ({"BuildNumber": "9600"}, "os.build")):
            self.machine(lambda m: m["system"].update({"ProductType": 3, "BuildNumber": "20348"}))
            self.machine(lambda m: m["system"].update(values))
            self.fails(check)

    def test_server_core(self):
        self.registry("CurrentVersion", InstallationType="Server Core")
        self.fails("os.core")

    def test_windows_2025_without_its_update_is_not_verified(self):
        self.machine(lambda m: (m["system"].update(BuildNumber="26100"), m.update(updates=[])))
        for name in self.lab.agents():
            done = self.lab.run(CHECK, host=name)
        done = self.lab.run(CHECK, host="AGENT01")
        self.assertEqual(done.code, 7, str(done))

    def test_no_domain_little_memory(self):
        self.machine(lambda m: m["computer"].update(PartOfDomain=False, TotalPhysicalMemory=2147483648))
        self.fails("domain.member")
        self.fails("memory")

    def test_old_dotnet_and_none(self):
        self.registry("Full", Release=394802)
        self.fails("dotnet")
        self.machine(lambda m: m["registry"].pop(next(name for name in m["registry"] if name.endswith("Full"))))
        self.fails("dotnet")

    def test_tls(self):
        self.registry("TLS 1.2\\Client", DisabledByDefault=1)
        self.fails("tls.Client")
        self.machine(lambda m: m["registry"].pop(next(name for name in m["registry"] if name.endswith("TLS 1.2\\Server"))))
        self.fails("tls.Server")
        self.registry("v4.0.30319", SchUseStrongCrypto=0)
        self.fails("tls.dotnet")

    def test_the_execution_policy(self):
        self.machine(lambda m: m["policies"][0].update(ExecutionPolicy="Unrestricted"))
        self.fails("execution-policy.MachinePolicy")

    def test_the_vault_and_the_schema(self):
        self.machine(lambda m: (m["services"][0].update(StartType="Disabled"), m.update(schemaVersion=47)))
        self.fails("credential-manager")
        self.fails("schema")

    def test_a_host_that_is_not_reached(self):
        done = self.lab.run(CHECK, host="AGENT01")
        first = next(check for check in done.checks("reach.") if check["status"] == "passed")["id"][len("reach."):].rsplit(".", 1)[0]
        done = self.lab.run(CHECK, host="AGENT01", faults={"unreachable": first})
        self.assertEqual(done.code, 1, str(done))

    def test_behind_a_proxy_nothing_is_tried_and_the_result_says_so(self):
        straight = self.lab.run(CHECK, host="AGENT01")
        done = self.lab.run(CHECK, host="AGENT01", BehindProxy=True, faults={"unreachable": "login.microsoftonline.com"})
        # 7: the other servers are not checked yet.
        self.assertEqual(done.code, 7, str(done))
        self.assertNotIn("Test-NetConnection", done.names())
        tried = {check["id"]: check["status"] for check in straight.checks("reach.") if check["id"] != "reach.families"}
        skipped = {check["id"]: check for check in done.checks("reach.") if check["id"] != "reach.families"}
        self.assertGreater(len(tried), 2)
        self.assertEqual(set(tried.values()), {"passed"})
        self.assertEqual(set(skipped), set(tried))
        for check in skipped.values():
            self.assertEqual((check["status"], "the operator says" in check["message"]), ("skipped", True))
        # The proxy excuses nothing else.
        self.registry("v4.0.30319", SchUseStrongCrypto=0)
        done = self.lab.run(CHECK, host="AGENT01", BehindProxy=True)
        self.assertEqual((done.code, done.failed()), (1, ["tls.dotnet"]), str(done))

    def test_another_server(self):
        import estate
        self.lab.write("machine.OTHER", estate.machine())
        self.refuse(2, CHECK, host="OTHER")

    def test_one_bad_server_spoils_the_step_for_all(self):
        self.machine(lambda m: m.update(schemaVersion=47))
        self.lab.run(CHECK, host="AGENT01")
        self.lab.run(CHECK, host="AGENT02")
        done = self.lab.run(CHECK, host="AGENT03")
        self.assertEqual(done.code, 1, str(done))
        self.assertEqual(done.failed(), ["server.AGENT01"])


class Installed(AgentTest):
    """Servers that have their agent already."""
    stage = "01-pilot/10-unit/10-create-unit.ps1"

    def test_the_agent_is_as_it_should_be(self):
        done = self.expect(0, CHECK, host="AGENT01")
        self.assertEqual({check["status"] for check in done.checks("agent.")}, {"passed"})
        self.assertEqual(len(done.checks("agent.")), 3)

    def test_an_old_agent_and_one_without_a_version(self):
        for version in ("1.1.96.0", ""):
            self.machine(lambda m: m["versions"].update({"AADConnectProvisioningAgent.exe": version}))
            self.fails("agent.version")

    def test_a_service_that_stands_still_and_one_that_is_gone(self):
        for title in ("Connect Provisioning Agent", "Connect Agent Updater"):
            self.machine(lambda m: [service.update(Status="Stopped") for service in m["services"] if service["DisplayName"].endswith(title)])
            self.fails(f"agent.{title}")
            self.machine(lambda m: m.update(services=[service for service in m["services"] if not service["DisplayName"].endswith(title)]))
            self.fails(f"agent.{title}")


class Install(WayTest):
    stage = INSTALL

    def test_an_installer_that_is_not_microsofts(self):
        for signature in ("NotSigned", "HashMismatch", "Foreign"):
            self.refuse(1, INSTALL, "setup.signature", host="AGENT01", faults={"signature": signature})

    def test_an_old_installer(self):
        self.lab.change("machine.AGENT01", lambda m: m["versions"].update({"AADConnectProvisioningAgentSetup.exe": "1.1.96.0"}))
        self.refuse(1, INSTALL, "setup.version", host="AGENT01")

    def test_an_installation_that_fails(self):
        done = self.lab.run(INSTALL, host="AGENT01", faults={"installer-fails": True})
        self.assertEqual(done.code, 1, str(done))
        self.assertEqual([call["command"] for call in done.setters], ["Start-Process"])
        # The next server waits for this one.
        self.refuse(2, INSTALL, host="AGENT02")
        self.expect(7, INSTALL, host="AGENT01")
        self.expect(7, INSTALL, host="AGENT02")
        self.expect(0, INSTALL, host="AGENT03")

    def test_an_installer_that_fails_and_leaves_its_program_registers_nothing(self):
        done = self.lab.run(INSTALL, host="AGENT01", faults={"installer-fails-late": True})
        self.assertEqual((done.code, done.failed()), (1, ["agent.installed", "stopped"]), str(done))
        self.assertEqual([call["command"] for call in done.setters], ["Start-Process"])
        self.assertEqual(self.lab.read("machine.AGENT01")["agent"], [])

    def test_a_sign_in_that_fails(self):
        done = self.lab.run(INSTALL, host="AGENT01", faults={"sign-in-fails": True})
        self.assertEqual(done.code, 3, str(done))
        self.assertEqual(self.lab.state("agent-install-contoso.com-AGENT01")["status"], "installing")

    def test_a_service_that_does_not_start(self):
        done = self.lab.run(INSTALL, host="AGENT01", faults={"service-does-not-start": True})
        self.assertEqual(done.code, 1, str(done))
        self.assertEqual(done.failed(), ["agent.service"])

    def test_an_account_of_ones_own(self):
        self.expect(7, INSTALL, host="AGENT01", CustomAccountName="gmsaSync$")
        self.assertIn("account gmsaSync$", self.lab.read("machine.AGENT01")["agent"])

    def by_hand(self):
        """Somebody has installed the agent and gone through its wizard."""
        def change(machine):
            machine["agent"] = ["registered", "account ", "domain contoso.com"]
        self.lab.run(INSTALL, host="AGENT01", faults={"sign-in-fails": True})
        self.lab.change("machine.AGENT01", change)

    def test_registered_by_hand_only_the_rights_are_set(self):
        self.by_hand()
        done = self.expect(7, INSTALL, host="AGENT01", RegisteredByHand=True)
        self.assertEqual([call["command"] for call in done.setters], ["Set-AADCloudSyncPermissions"] * 2 + ["Restart-Service"])
        # The administrator of the domain is asked for, the one of the tenant is not.
        asked = [call["parameters"]["Message"] for call in done.calls if call["command"] == "Get-Credential"]
        self.assertEqual(len(asked), 1)
        self.assertIn("contoso.com", asked[0])
        self.assertIn("as the operator says", str(done.checks("registration")))
        self.assertEqual(set(self.lab.read("machine.AGENT01")["agent"]),
                         {"registered", "account ", "domain contoso.com", "permission BasicRead contoso.com", "permission PasswordHashSync contoso.com"})
        self.assertEqual(self.lab.state("agent-install-contoso.com-AGENT01")["status"], "installed")
        # Again, with the switch or without: nothing is left to do.
        for options in ({"RegisteredByHand": True}, {}):
            self.assertEqual(self.expect(7, INSTALL, host="AGENT01", **options).setters, [])

    def test_registered_by_hand_rehearsed(self):
        self.by_hand()
        before = self.lab.end_state()
        done = self.lab.run(INSTALL, host="AGENT01", what_if=True, RegisteredByHand=True)
        self.assertEqual((done.code, done.setters, self.lab.end_state()), (0, [], before), str(done))
        self.assertNotIn("Get-Credential", done.names())

    def test_another_server_and_no_check(self):
        import estate
        self.lab.write("machine.OTHER", estate.machine())
        self.refuse(2, INSTALL, host="OTHER")
        self.lab.pass_step("agents.check", exitCode=1)
        self.refuse(2, INSTALL, "gate.", host="AGENT01")

    def test_nobody_confirms(self):
        done = self.lab.run(INSTALL, host="AGENT01", confirm=False, answers="N\nN\n")
        self.assertEqual((done.code, done.setters), (8, []), str(done))


if __name__ == "__main__":
    unittest.main()
