"""The estates behind the example kits, as the fakes remember them: directories, Connect servers, the cloud, and machines.

Everything follows from the list of directory objects: a Connect server's spaces and the cloud are made from it, so that a move in the
directory shows elsewhere only after a cycle.
"""
import base64
import copy
import uuid

ENTRA = "b891884f-051e-4a83-95af-2544101c9083"
SPACE = uuid.UUID("7b1f2c8e-0d43-4a63-9b18-6f0a5c7e2d91")
# What Connect handles; containers are in its spaces too, joined to nothing.
JOINED = {"user", "inetOrgPerson", "group", "contact"}
CONTAINERS = {"organizationalUnit", "container"}


def escaped(name):
    """A name as the value in a distinguished name (RFC 4514)."""
    out = "".join("\\" + c if c in ',+"\\<>;=' else c for c in name)
    return "\\" + out if out[:1] in ("#", " ") else out


def parent(dn):
    at = 0
    while at < len(dn):
        if dn[at] == "\\":
            at += 2
            continue
        if dn[at] == ",":
            return dn[at + 1:]
        at += 1
    return ""


def inside(dn, unit):
    """By component, without case."""
    name, unit = dn.upper(), unit.upper()
    while name:
        if name == unit:
            return True
        name = parent(name)
    return False


def entry(dn, name, kind, anchor=True, **attributes):
    """An object of a directory. The identifier follows from the first name and survives a move."""
    guid = uuid.uuid5(SPACE, dn)
    if kind in ("user", "inetOrgPerson", "group"):
        attributes.setdefault("objectSid", "S-1-5-21-1-2-3-%d" % (guid.int % 900000 + 1000))
    if anchor and kind in ("user", "inetOrgPerson"):
        attributes["mS-DS-ConsistencyGuid"] = list(guid.bytes_le)
    if kind in JOINED:
        attributes.setdefault("displayName", name)
    attributes = {key: value for key, value in attributes.items() if value not in (None, "", [])}
    return {"dn": dn, "name": name, "class": kind, "guid": str(guid), "attributes": attributes}


class Domain:
    def __init__(self, name, suffix):
        self.name, self.suffix = name, suffix
        self.dn = ",".join("DC=" + part for part in name.split("."))
        self.objects = [entry(self.dn, name.split(".")[0], "domainDNS")]
        self.count = 0

    def unit(self, path):
        """OU=Inner,OU=Outer below the domain's root; returns the distinguished name."""
        dn = f"{path},{self.dn}"
        name = path[:len(path) - len(parent(path)) - 1] if parent(path) else path
        name = name[3:].replace("\\", "")
        self.objects.append(entry(dn, name, "organizationalUnit"))
        return dn

    def user(self, unit, name, kind="user", **attributes):
        self.count += 1
        account = f"u{self.count:05d}"
        mail = f"{account}@{self.suffix}"
        values = {"sAMAccountName": account, "userPrincipalName": mail, "mail": mail, "proxyAddresses": [f"SMTP:{mail}", f"smtp:{account}.old@{self.suffix}"]}
        values.update(attributes)
        made = entry(f"CN={escaped(name)},{unit}", name, kind, **values)
        self.objects.append(made)
        return made["dn"]

    def group(self, unit, name, members, **attributes):
        made = entry(f"CN={escaped(name)},{unit}", name, "group", sAMAccountName=name[:60], member=list(members), **attributes)
        self.objects.append(made)
        return made["dn"]

    def contact(self, unit, name, **attributes):
        self.count += 1
        mail = f"c{self.count:05d}@partner.example"
        values = {"mail": mail, "proxyAddresses": [f"SMTP:{mail}"]}
        values.update(attributes)
        made = entry(f"CN={escaped(name)},{unit}", name, "contact", **values)
        self.objects.append(made)
        return made["dn"]

    def computer(self, unit, name):
        self.objects.append(entry(f"CN={name},{unit}", name, "computer", sAMAccountName=name + "$"))

    def record(self):
        return {"name": self.name, "dn": self.dn, "objects": self.objects}


def contoso():
    domain = Domain("contoso.com", "contoso.com")
    staff = domain.unit("OU=Staff")
    lead = domain.user(staff, "Edsger Dijkstra")
    people = [lead] + [domain.user(staff, name, manager=lead) for name in ("Ada Lovelace", "Grace Hopper", "Donald Knuth", "Barbara Liskov")]
    domain.group(staff, "All Staff", people)
    domain.contact(staff, "Partner Desk")
    domain.user(domain.unit("OU=Nested,OU=Staff"), "Leslie Lamport", anchor=False)
    # Looks like the pilot's unit, and is not.
    domain.user(domain.unit("OU=CloudSyncPilot2"), "Look Alike")
    lab = domain.unit("OU=Lab")
    domain.user(domain.unit("OU=CloudSyncPilot,OU=Lab"), "Same Name Elsewhere")
    domain.user(lab, "OU=CloudSyncPilot,DC=contoso,DC=com")
    domain.user(domain.unit("OU=Contractors"), "Outside One")
    domain.computer(domain.unit("OU=Machines"), "PC0001")
    return {
        "domains": [domain],
        "connectors": {"contoso.com": {"domains": ["contoso.com"], "ids": {"SYNC01": "ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d"}}},
        "servers": {"SYNC01": False},
        "agents": {"contoso.com": ["AGENT01", "AGENT02", "AGENT03"]},
        "cloud": {"environment": "Global", "root": "https://graph.microsoft.com", "tenantId": "3b1f8a52-6c0e-4d1a-9a57-0c4c2f6f1d10"},
        # The pilot's group is made by hand when its unit is there.
        "late": [("contoso.com", "OU=CloudSyncPilot,DC=contoso,DC=com", "Service Desk", ["CN=Ada Lovelace,OU=CloudSyncPilot,DC=contoso,DC=com"])],
    }


def fabrikam():
    root = Domain("fabrikam.com", "fabrikam.us")
    emea = Domain("emea.fabrikam.com", "emea.fabrikam.us")
    apac = Domain("apac.fabrikam.com", "apac.fabrikam.us")
    labs = Domain("labs.fabrikam.net", "labs.fabrikam.us")

    muller = emea.unit("OU=M\u00fcller & S\u00f6hne")
    jurgen = emea.user(muller, "J\u00fcrgen M\u00fcller")
    emea.user(muller, "Zo\u00eb \u00c5str\u00f6m", manager=jurgen)
    emea.group(muller, "S\u00f6hne \u2013 Vertrieb", [jurgen])
    emea.contact(muller, "Lieferant")

    sites = root.unit("OU=Sites")
    research = root.unit("OU=R\\+D\\, Labs,OU=Sites")
    root.user(research, "Nakamura, Aiko", manager=jurgen)
    root.group(research, "R+D", [f"CN=Nakamura\\, Aiko,{research}"])
    wei = labs.user(labs.unit("OU=R\\+D\\, Labs"), "Chu, Wei")
    labs.user("OU=R\\+D\\, Labs," + labs.dn, "Person of the Internet", kind="inetOrgPerson", manager=wei)

    sales = root.unit("OU=Sales")
    team = "OU=O\u2019Brien's \\\"Team\\\",OU=Sales"
    brien = root.unit(team)
    root.user(brien, "Niamh O\u2019Brien")
    root.user(sales, "Not In The Team")
    emea.user(emea.unit("OU=SalesEMEA"), "Seller One")
    emea.user(emea.unit("OU=Sales"), "Same Name In A Child Domain")
    emea.user(emea.unit("OU=SalesEMEA2"), "Look Alike")
    apac.user(apac.unit("OU=Sales"), "Mei Tanaka")
    apac.user(apac.unit("OU=SalesEMEA"), "Wrong Domain")
    # One name with a comma in it: the directory escapes the equals sign too, so this ends with no unit's name.
    apac.user(apac.unit("OU=Inner\\,OU\\=Sales"), "Escaped Comma")
    labs.user(labs.unit("OU=Instruments"), "Stays Here")
    root.user(sites, "Site Keeper")
    return {
        "domains": [root, emea, apac, labs],
        "connectors": {
            "fabrikam.com": {"domains": ["fabrikam.com", "emea.fabrikam.com", "apac.fabrikam.com"],
                             "ids": {"FAB-SYNC01": "5f0d9c6e-6a0b-4b7e-9b35-2a0b8a6f1c01", "FAB-SYNC02": "8c2e1f74-3d57-4c1d-8f0e-6f3b9a7d2e02"}},
            "labs.fabrikam.net": {"domains": ["labs.fabrikam.net"],
                                  "ids": {"FAB-SYNC01": "1b7a4c90-52de-4f6b-a3c8-9d0e7f5b6a03", "FAB-SYNC02": "2c8b5da1-63ef-4a7c-b4d9-ae1f806c7b04"}},
        },
        "servers": {"FAB-SYNC01": False, "FAB-SYNC02": True},
        "agents": {"fabrikam.com": ["FAB-AGENT01", "FAB-AGENT02", "FAB-AGENT03"], "emea.fabrikam.com": ["EMEA-AGENT01", "EMEA-AGENT02", "EMEA-AGENT03"],
                   "apac.fabrikam.com": ["APAC-AGENT01", "APAC-AGENT02"], "labs.fabrikam.net": ["LABS-AGENT01", "LABS-AGENT02", "LABS-AGENT03"]},
        "cloud": {"environment": "USGov", "root": "https://graph.microsoft.us", "tenantId": "7d0c2f4e-91b3-4a6d-8e2f-5a1b3c4d5e6f"},
        "late": [],
        # Connect Sync stays, and so does what it alone has.
        "partial": True,
    }


ESTATES = {"contoso": contoso, "fabrikam": fabrikam}


def anchor_bytes(record):
    given = record["attributes"].get("mS-DS-ConsistencyGuid")
    return bytes(given) if given else uuid.UUID(record["guid"]).bytes_le


def anchor(record):
    return base64.b64encode(anchor_bytes(record)).decode()


def standard_rule(number, name, direction, connector, source, target, precedence, link="Join"):
    return {
        "Identifier": str(uuid.uuid5(SPACE, f"{connector} {name}")), "Name": name, "Description": "", "Direction": direction, "Connector": connector,
        "SourceObjectType": source, "TargetObjectType": target, "LinkType": link, "Precedence": precedence,
        "PrecedenceAfter": "00000000-0000-0000-0000-000000000000", "PrecedenceBefore": "00000000-0000-0000-0000-000000000000",
        "SoftDeleteExpiryInterval": "00:00:00", "EnablePasswordSync": False, "Disabled": False, "ImmutableTag": f"Microsoft.Rule{number}.004", "Version": 1,
        "IsStandardRule": True, "IsLegacyCustomRule": False, "ScopeFilter": [], "JoinFilter": [],
        "AttributeFlowMappings": [{"Source": ["displayName"], "Destination": "displayName", "FlowType": "Direct", "ValueMergeType": "Update", "Expression": "", "ExecuteOnce": False}],
    }


def profiles():
    return [{"Name": name} for name in ("Full Import", "Full Synchronization", "Delta Import", "Delta Synchronization", "Export")]


def server(estate, name):
    """A Connect server before anything was done to it."""
    staging = estate["servers"][name]
    connectors = [{"Name": "tenant.onmicrosoft.com - AAD", "Identifier": ENTRA, "ConnectorTypeName": "Extensible2",
                   "SubType": "Windows Azure Active Directory (Microsoft)", "Partitions": [], "RunProfiles": profiles()}]
    rules, precedence = [], 100
    for forest, facts in estate["connectors"].items():
        domains = [d for d in estate["domains"] if d.name in facts["domains"]]
        connectors.append({
            "Name": forest, "Identifier": facts["ids"][name], "ConnectorTypeName": "AD", "SubType": "", "RunProfiles": profiles(),
            "Partitions": [{"Name": d.name, "DN": d.dn, "ConnectorPartitionScope": {"ContainerInclusionList": [d.dn], "ContainerExclusionList": []}} for d in domains],
        })
        for kind, target in (("user", "person"), ("inetOrgPerson", "person"), ("group", "group"), ("contact", "person")):
            rules.append(standard_rule(precedence, f"In from AD ({forest}) - {kind} Join", "Inbound", facts["ids"][name], kind, target, precedence, "Provision"))
            precedence += 1
    for source, target in (("person", "user"), ("group", "group"), ("person", "contact")):
        rules.append(standard_rule(precedence, f"Out to AAD - {target} Join", "Outbound", ENTRA, source, target, precedence, "Provision"))
        precedence += 1
    rules[-3]["ScopeFilter"] = [{"ScopeConditionList": [{"Attribute": "sourceObjectType", "ComparisonOperator": "EQUAL", "ComparisonValue": "User"}]}]
    rules[-1]["ScopeFilter"] = [{"ScopeConditionList": [{"Attribute": "sourceObjectType", "ComparisonOperator": "EQUAL", "ComparisonValue": "Contact"}]}]
    record = {
        "staging": staging, "suspended": False, "nextCycle": 100000, "cycleEnds": 0, "fullSyncRequired": False, "autoUpgrade": "Disabled", "schemaHasMark": True,
        "settings": {
            "Microsoft.Synchronize.ServerConfigurationVersion": "2.6.92.0", "Microsoft.SynchronizationOption.AnchorAttribute": "mS-DS-ConsistencyGuid",
            "Microsoft.OptionalFeature.ExportDeletionThreshold": "True", "Microsoft.OptionalFeature.ExportDeletionThresholdValue": "500",
            "Microsoft.Synchronize.StagingMode": str(staging),
        },
        "connectors": connectors, "rules": rules, "runs": [], "objects": [], "pending": [], "exported": [],
        # Pending since before the migration, and no business of it.
        "basePending": [{"id": str(uuid.uuid5(SPACE, name + " old")), "dn": "CN={6F6C64}", "type": "user", "operation": "update", "attributes": ["telephoneNumber"]}],
    }
    record["pending"] = copy.deepcopy(record["basePending"])
    import_objects(estate, name, record)
    return record


def import_objects(estate, name, record):
    """What an import brings: the objects of the directories under the names that they have now. What Connect knew of them stays."""
    known = {item["mv"] or item["dn"]: item for item in record["objects"]}
    items = []
    for forest, facts in estate["connectors"].items():
        partitions = next((connector["Partitions"] for connector in record["connectors"] if connector["Name"] == forest), [])
        excluded = [name for partition in partitions for name in partition["ConnectorPartitionScope"]["ContainerExclusionList"]]
        for domain in estate["domains"]:
            if domain.name not in facts["domains"]:
                continue
            for source in domain.objects:
                kind = source["class"]
                if kind not in JOINED | CONTAINERS or any(inside(source["dn"], name) for name in excluded):
                    continue
                joined = kind in JOINED
                mv = str(uuid.uuid5(SPACE, "mv " + source["guid"])) if joined else ""
                text = anchor(source).encode().hex().upper()
                item = {"dn": source["dn"], "type": kind, "connector": facts["ids"][name], "mv": mv, "mark": "", "entra": "CN={%s}" % text if joined else "",
                        "anchorHex": text, "held": "", "changed": [], "references": [], "gone": False}
                old = known.get(mv or source["dn"])
                if old:
                    item.update({key: old[key] for key in ("mark", "held", "changed", "references", "entra")})
                items.append(item)
    record["objects"] = items


def cloud_id(record):
    return str(uuid.uuid5(SPACE, "cloud " + record["guid"]))


def cloud(estate):
    """Entra as Connect has filled it."""
    users, groups, contacts = [], [], []
    by_dn = {o["dn"]: o for d in estate["domains"] for o in d.objects}
    for domain in estate["domains"]:
        for source in domain.objects:
            values, kind = source["attributes"], source["class"]
            common = {"id": cloud_id(source), "displayName": values.get("displayName"), "mail": values.get("mail"),
                      "proxyAddresses": values.get("proxyAddresses", []), "onPremisesSyncEnabled": True}
            if kind in ("user", "inetOrgPerson"):
                manager = by_dn.get(values.get("manager"))
                users.append({**common, "userPrincipalName": values.get("userPrincipalName"), "onPremisesDistinguishedName": source["dn"],
                              "onPremisesImmutableId": anchor(source), "onPremisesDomainName": domain.name,
                              **({"manager": {"id": "m", "onPremisesImmutableId": anchor(manager)}} if manager else {})})
            elif kind == "group":
                groups.append({**common, "onPremisesSecurityIdentifier": values["objectSid"], 
                               "members": [cloud_id(by_dn[dn]) if dn in by_dn else "outside " + dn for dn in values.get("member", [])]})
            elif kind == "contact":
                contacts.append(common)
    users.append({"id": "cloud-only", "displayName": "Only Here", "mail": None, "proxyAddresses": [], "onPremisesSyncEnabled": False, "userPrincipalName": "only@here",
                  "onPremisesDistinguishedName": None, "onPremisesImmutableId": None, "onPremisesDomainName": None})
    return {**estate["cloud"], "users": users, "groups": groups, "contacts": contacts}


TLS = "HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\"


def machine():
    """A server that may hold a provisioning agent."""
    return {
        "registry": {
            "HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion": {"InstallationType": "Server"},
            "HKLM:\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full": {"Release": 533320},
            TLS + "Client": {"Enabled": 1, "DisabledByDefault": 0}, TLS + "Server": {"Enabled": 1, "DisabledByDefault": 0},
            "HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319": {"SchUseStrongCrypto": 1},
        },
        "services": [{"Name": name, "DisplayName": title, "Status": "Running", "StartType": "Automatic"} for name, title in (
            ("VaultSvc", "Credential Manager"), ("ADSync", "Microsoft Azure AD Sync"), ("W32Time", "Windows Time"))],
        "system": {"Caption": "Microsoft Windows Server 2022 Standard", "BuildNumber": "20348", "ProductType": 3, "Version": "10.0.20348"},
        "computer": {"PartOfDomain": True, "Domain": "fake.test", "TotalPhysicalMemory": 8589934592, "DomainRole": 3},
        "updates": ["KB5070773"], "schemaVersion": 88, "agent": [],
        "policies": [{"Scope": scope, "ExecutionPolicy": policy} for scope, policy in (
            ("MachinePolicy", "Undefined"), ("UserPolicy", "Undefined"), ("Process", "Bypass"), ("CurrentUser", "Undefined"), ("LocalMachine", "RemoteSigned"))],
        "events": [], "versions": {"AADConnectProvisioningAgentSetup.exe": "1.1.2505.0", "AADConnectProvisioningAgent.exe": "1.1.2505.0"},
    }
