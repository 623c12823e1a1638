extension Edit {
  /// Edits of jobs, facts, settings and words.
  static let others: [Edit] = [
    Edit(
      "contoso", "          password-hash-sync: yes", "          password-hash-sync: no",
      [
        "jobs | domain contoso.com: password hash sync yes → no",
        "findings | new finding password-hash-sync at forests[contoso.com].domains[contoso.com].cloud-sync.password-hash-sync: severity blocker",
      ]),
    Edit(
      "fabrikam", "          exchange-hybrid-writeback: yes", "          exchange-hybrid-writeback: no",
      [
        "jobs | domain fabrikam.com: Exchange hybrid writeback yes → no",
        "findings | gone finding exchange-hybrid-writeback at forests[fabrikam.com].domains[fabrikam.com].cloud-sync.exchange-hybrid-writeback: severity partial",
      ]),
    Edit(
      "contoso", "agents: [AGENT01, AGENT02, AGENT03]", "agents: [AGENT01, AGENT02, AGENT04]",
      [
        "jobs | domain contoso.com: - agent AGENT03",
        "jobs | domain contoso.com: + agent AGENT04",
      ]),
    Edit(
      "contoso", "agents: [AGENT01, AGENT02, AGENT03]", "agents: [AGENT02, AGENT01, AGENT03]",
      [
        "jobs | domain contoso.com: order of each agent AGENT01, then AGENT02, then AGENT03 → AGENT02, then AGENT01, then AGENT03"
      ]),
    Edit(
      "fabrikam", "attribute: company", "attribute: division",
      [
        "jobs | domain fabrikam.com: - mapping user Department from the attribute company",
        "jobs | domain fabrikam.com: + mapping user Department from the attribute division",
      ]),
    Edit(
      "fabrikam", "constant: US", "constant: CA",
      [
        "jobs | domain fabrikam.com: - mapping user UsageLocation from the constant 'US'",
        "jobs | domain fabrikam.com: + mapping user UsageLocation from the constant 'CA'",
      ]),
    Edit(
      "fabrikam", "            - { object-type: user, target: DisplayName, expression: \"Trim([displayName])\" }\n", "",
      [
        "jobs | domain fabrikam.com: - mapping user DisplayName from the expression Trim([displayName])"
      ]),
    Edit(
      "contoso", "cloud: global", "cloud: us-gov",
      [
        "findings | new finding national-cloud at tenant.cloud: severity partial",
        "settings | tenant: cloud global → us-gov",
      ]),
    Edit(
      "contoso", "3b1f8a52-6c0e-4d1a-9a57-0c4c2f6f1d10", "3b1f8a52-6c0e-4d1a-9a57-0c4c2f6f1d11",
      [
        "precedence | rule 'Cloud Sync migration - In from AD (contoso.com) - User NoFlow': identifier 7b5de354-224c-5e19-b779-f25ec42827f1 → 10ba1037-40f8-549c-b23d-65c703330b17",
        "precedence | rule 'Cloud Sync migration - In from AD (contoso.com) - Group NoFlow': identifier ec9fb839-1bc4-59cd-82e5-d897a6c588c4 → f26faa2d-eb17-534f-b1c9-bd871890ef40",
        "precedence | rule 'Cloud Sync migration - In from AD (contoso.com) - Contact NoFlow': identifier 7db9c36d-3d8d-5f06-94c9-a040e0a8d2bb → 1dd2e140-1d8a-5e16-a917-97e22eae3f0f",
        "precedence | rule 'Cloud Sync migration - Out to Entra - User NoFlow': identifier 20f7836d-1478-53ba-b5d5-e6517aebead1 → 9b372bd7-f21c-56a6-bb88-93f9fa923527",
        "precedence | rule 'Cloud Sync migration - Out to Entra - Group NoFlow': identifier 6487509a-a77d-57e0-bd05-417ea6d525b3 → 9559cd0c-14ac-58fa-8c21-86d02b261500",
        "precedence | rule 'Cloud Sync migration - Out to Entra - Contact NoFlow': identifier 14ec87a5-cf42-5ca4-a2a9-5de33d0c7c22 → 8464cb72-8379-5e2c-a8c1-6e26bf4f3f9d",
        "settings | tenant: identifier 3b1f8a52-6c0e-4d1a-9a57-0c4c2f6f1d10 → 3b1f8a52-6c0e-4d1a-9a57-0c4c2f6f1d11",
      ]),
    Edit(
      "contoso", "method: certificate", "method: device-code",
      [
        "settings | tenant: sign-in certificate → device-code"
      ]),
    Edit(
      "contoso", "build: 2.6.92.0", "build: 2.6.95.0",
      [
        "settings | Connect Sync: build 2.6.92.0 → 2.6.95.0"
      ]),
    Edit(
      "contoso", "install: express", "install: custom",
      [
        "findings | new finding install-kind at connect.install: severity partial",
        "settings | Connect Sync: installation express → custom",
      ]),
    Edit(
      "contoso", "source-anchor: mS-DS-ConsistencyGuid", "source-anchor: objectGUID",
      [
        "settings | Connect Sync: source anchor mS-DS-ConsistencyGuid → objectGUID"
      ]),
    Edit(
      "contoso", "    - name: SYNC01\n      role: active\n",
      "    - name: SYNC01\n      role: active\n    - name: SYNC02\n      role: staging\n",
      [
        "findings | new finding connector-id-unknown at forests[contoso.com].name: severity question",
        "findings | new finding staging-servers at connect.servers[SYNC02].role: severity information",
        "settings | new Connect Sync server SYNC02: role staging, identifier of connector contoso.com unknown",
      ]),
    Edit(
      "contoso", "        SYNC01: ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d", "        SYNC01: ae4db4cc-b16b-4eb2-acf5-837ca84e4d7e",
      [
        "settings | Connect Sync server SYNC01: identifier of connector contoso.com ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d → ae4db4cc-b16b-4eb2-acf5-837ca84e4d7e"
      ]),
    Edit(
      "contoso", "    group-writeback-v2: no", "    group-writeback-v2: yes",
      [
        "findings | new finding group-writeback-v2 at connect.features.group-writeback-v2: severity partial",
        "settings | answers: group-writeback-v2 no → yes",
      ]),
    Edit(
      "contoso", "    federation: no\n", "",
      [
        "findings | new finding federation at connect.features.federation: severity question",
        "settings | answers: federation no → unknown",
      ]),
    Edit(
      "contoso", "    cross-domain-references: no", "    cross-domain-references: unknown",
      [
        "settings | answers: cross-domain-references no → unknown"
      ]),
    Edit(
      "contoso", "users: 12000", "users: 150001",
      [
        "findings | new finding objects-per-domain at forests[contoso.com].domains[contoso.com].counts: severity blocker",
        "settings | domain contoso.com: users 12000 → 150001",
      ]),
    Edit(
      "contoso", "largest-group: 4200", "largest-group: 50001",
      [
        "findings | new finding members-per-group at forests[contoso.com].domains[contoso.com].counts.largest-group: severity blocker",
        "settings | domain contoso.com: largest group 4200 → 50001",
      ]),
    Edit(
      "fabrikam", "    filter: 1", "    filter: 0",
      [
        "findings | gone finding custom-rules-filter at connect.custom-rules.filter: severity blocker",
        "settings | Connect Sync: custom filter rules 1 → 0",
      ]),
    Edit(
      "fabrikam", "who: Dana Whitfield, change board, CHG-20417", "who: Robin Hale, change board, CHG-20418",
      [
        "findings | waiver of custom-rules-filter: signed off by Dana Whitfield, change board, CHG-20417 → Robin Hale, change board, CHG-20418"
      ]),
    Edit(
      "fabrikam", "note: Only after the laboratory's own change window.", "note: After the audit.",
      [
        "text | wave research: note Only after the laboratory's own change window. → After the audit."
      ]),
    Edit(
      "contoso", "approver: Head of infrastructure", "approver: Chief information officer",
      [
        "text | owners: approver Head of infrastructure → Chief information officer"
      ]),
    Edit(
      "contoso", "goal: full",
      "goal: partial\nstays-on-connect:\n  - unit: OU=Kiosks,DC=contoso,DC=com\n    reason: Old software.",
      [
        "scope | estate: goal full → partial",
        "scope | estate: + unit that stays on Connect Sync OU=Kiosks,DC=contoso,DC=com",
        "text | new unit that stays OU=Kiosks,DC=contoso,DC=com: reason Old software.",
      ]),
    Edit(
      "contoso", "owners:", "kit:\n  scope-operator: contains\n\nowners:",
      [
        "scope | estate: scope operator ENDSWITH → CONTAINS"
      ]),
    Edit(
      "contoso", "owners:", "kit:\n  graph-version: beta\n\nowners:",
      [
        "settings | tenant: Graph version v1.0 → beta"
      ]),
    Edit(
      "contoso", "note: A handful of volunteers from the service desk.", "note: Twelve volunteers.",
      [
        "text | wave pilot: note A handful of volunteers from the service desk. → Twelve volunteers."
      ]),
  ]
}
