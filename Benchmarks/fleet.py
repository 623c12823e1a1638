#!/usr/bin/env python3
"""Writes a fleet of made-up environments, the same bytes for the same arguments.

    fleet.py FOLDER [--environments N] [--domains D] [--waves W] [--units U] [--servers S]

Each environment has one forest with D domains. The U units lie in the domains in turn, and every wave takes its share of them in order, so
that a wave stays in as few domains as it can. Defaults give small environments: one domain, one wave, one unit, one server.
"""

import argparse
import pathlib
import uuid

FEATURES = """alternate-login-id attribute-filtering device-sync device-writeback directory-extensions exchange-hybrid-writeback federation
force-password-change-at-logon group-filtering group-writeback-v1 group-writeback-v2 ldap-connectors mail-public-folders
pass-through-authentication password-writeback seamless-sso user-writeback""".split()
ESTATE = """attributes-merged-across-domains cross-domain-references cross-forest-references entra-domain-services guests-in-scope
manual-cloud-edits matching-across-forests nat-between-forests planned-moves planned-renames several-tenants""".split()
NAMESPACE = uuid.UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


def identifier(text):
    return uuid.uuid5(NAMESPACE, text)


def environment(name, domains, waves, units, servers):
    root = f"{name}.example"
    names = [root] + [f"d{number:03}.{root}" for number in range(2, domains + 1)]
    server_names = [f"SYNC{number:02}" for number in range(1, servers + 1)]
    lines = [
        "version: 1", f"environment: {name}", "goal: full",
        "tenant:", f"  name: {name}.onmicrosoft.com", f"  id: {identifier('tenant.' + root)}", "  cloud: global",
        "sign-in:", "  method: certificate",
        "connect:", "  build: 2.6.92.0", "  install: express", "  servers:",
    ]
    for number, server in enumerate(server_names):
        lines += [f"    - name: {server}", f"      role: {'staging' if number else 'active'}"]
    lines += ["  source-anchor: mS-DS-ConsistencyGuid", "  features:", "    connect-health: yes", "    password-hash-sync: yes"]
    lines += [f"    {feature}: no" for feature in FEATURES]
    lines += ["  estate:"] + [f"    {fact}: no" for fact in ESTATE]
    lines += ["  custom-rules: { simple-expression: 0, join: 0, multi-source: 0, filter: 0 }", "  precedence:", "    from: 50"]
    lines += ["forests:", f"  - name: {root}", "    connector:", f"      name: {root}", "      ids:"]
    lines += [f"        {server}: {identifier(server + '.' + root)}" for server in server_names]
    lines += ["    object-types: [user, group, contact]", "    domains:"]
    for domain in names:
        suffix = ",".join(f"DC={part}" for part in domain.split("."))
        lines += [
            f"      - name: {domain}",
            "        counts: { users: 1200, inetorgpersons: 0, groups: 80, contacts: 4, computers: 0, largest-group: 420 }",
            "        agents: [AGENT01, AGENT02, AGENT03]",
            f'        connect-scope: {{ include: ["{suffix}"] }}',
            "        cloud-sync:", "          password-hash-sync: yes", "          exchange-hybrid-writeback: no",
            "          delete-threshold: 50", f"          notify: [identity@{root}]",
        ]
    lines.append("waves:")
    all_units = []
    for place, domain in enumerate(names):
        suffix = ",".join(f"DC={part}" for part in domain.split("."))
        share = units * (place + 1) // domains - units * place // domains
        all_units += [f"OU=Unit{number:04},OU=Migration,{suffix}" for number in range(1, share + 1)]
    for wave in range(waves):
        lines += [f"  - name: w{wave + 1:03}", "    units:"]
        own = all_units[units * wave // waves:units * (wave + 1) // waves]
        lines += [f"      - {unit}" for unit in own]
        lines += ["    test-objects:", f"      - CN=Test User,{own[0]}"]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    for option in ("environments", "domains", "waves", "units", "servers"):
        parser.add_argument(f"--{option}", type=int, default=1)
    wanted = parser.parse_args()
    if wanted.units < wanted.waves or wanted.units < wanted.domains:
        parser.error("every wave and every domain needs a unit")
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, wanted.environments + 1):
        name = f"site{number:05}"
        text = environment(name, wanted.domains, wanted.waves, wanted.units, wanted.servers)
        (wanted.folder / f"{name}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
