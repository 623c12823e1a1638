extension Edit {
  /// Edits of waves, units, deletions and rules.
  static let scopeAndRules: [Edit] = [
    Edit(
      "contoso", "      - OU=Staff,DC=contoso,DC=com\n",
      "      - OU=Staff,DC=contoso,DC=com\n      - OU=Finance,DC=contoso,DC=com\n",
      [
        "scope | wave staff: + unit OU=Finance,DC=contoso,DC=com"
      ]),
    Edit(
      "fabrikam", "      - OU=SalesEMEA,DC=emea,DC=fabrikam,DC=com\n", "",
      [
        "scope | wave sales: - unit OU=SalesEMEA,DC=emea,DC=fabrikam,DC=com"
      ]),
    Edit(
      "contoso", "OU=Staff,DC=contoso,DC=com\n    test-objects:\n      - CN=Edsger Dijkstra,OU=Staff,",
      "OU=Sales,DC=contoso,DC=com\n    test-objects:\n      - CN=Edsger Dijkstra,OU=Sales,",
      [
        "scope | wave staff: - unit OU=Staff,DC=contoso,DC=com",
        "scope | wave staff: + unit OU=Sales,DC=contoso,DC=com",
        "scope | wave staff: - test object CN=Edsger Dijkstra,OU=Staff,DC=contoso,DC=com (user)",
        "scope | wave staff: + test object CN=Edsger Dijkstra,OU=Sales,DC=contoso,DC=com (user)",
      ]),
    Edit(
      "contoso", "  - name: staff\n", "  - name: employees\n",
      [
        "scope | estate: - wave staff",
        "scope | estate: + wave employees",
        "scope | new wave employees: creates missing units no",
        "scope | wave employees: + unit OU=Staff,DC=contoso,DC=com",
        "scope | wave employees: + test object CN=Edsger Dijkstra,OU=Staff,DC=contoso,DC=com (user)",
        "scope | gone wave staff: creates missing units no",
        "scope | wave staff: - unit OU=Staff,DC=contoso,DC=com",
        "scope | wave staff: - test object CN=Edsger Dijkstra,OU=Staff,DC=contoso,DC=com (user)",
      ]),
    Edit(
      "contoso", "\nowners:", "  - name: finance\n    units:\n      - OU=Finance,DC=contoso,DC=com\n\nowners:",
      [
        "scope | estate: + wave finance",
        "scope | new wave finance: creates missing units no",
        "scope | wave finance: + unit OU=Finance,DC=contoso,DC=com",
      ]),
    Edit(
      "contoso", "    create-units: yes\n", "",
      [
        "scope | wave pilot: creates missing units yes → no"
      ]),
    Edit(
      "contoso", "      - CN=Grace Hopper,OU=Staff,DC=contoso,DC=com\n", "",
      [
        "scope | wave pilot: - moved user CN=Grace Hopper,OU=Staff,DC=contoso,DC=com"
      ]),
    Edit(
      "contoso", "      - CN=Edsger Dijkstra,OU=Staff,DC=contoso,DC=com\n", "      - CN=Alan Turing,OU=Staff,DC=contoso,DC=com\n",
      [
        "scope | wave staff: - test object CN=Edsger Dijkstra,OU=Staff,DC=contoso,DC=com (user)",
        "scope | wave staff: + test object CN=Alan Turing,OU=Staff,DC=contoso,DC=com (user)",
      ]),
    Edit(
      "contoso", "type: group }", "type: contact }",
      [
        "scope | wave pilot: - test object CN=Service Desk,OU=CloudSyncPilot,DC=contoso,DC=com (group)",
        "scope | wave pilot: + test object CN=Service Desk,OU=CloudSyncPilot,DC=contoso,DC=com (contact)",
      ]),
    Edit(
      "fabrikam", "  - unit: OU=Instruments,DC=labs,", "  - unit: OU=Machines,DC=labs,",
      [
        "scope | estate: - unit that stays on Connect Sync OU=Instruments,DC=labs,DC=fabrikam,DC=net",
        "scope | estate: + unit that stays on Connect Sync OU=Machines,DC=labs,DC=fabrikam,DC=net",
        "text | new unit that stays OU=Machines,DC=labs,DC=fabrikam,DC=net: reason A custom rule filters instrument accounts by attribute.",
        "text | gone unit that stays OU=Instruments,DC=labs,DC=fabrikam,DC=net: reason A custom rule filters instrument accounts by attribute.",
      ]),
    Edit(
      "contoso", "object-types: [user, group, contact]", "object-types: [user, group]",
      [
        "scope | forest contoso.com: - object type contact",
        "precedence | rule 'Cloud Sync migration - Out to Entra - User NoFlow': precedence 53 → 52",
        "precedence | rule 'Cloud Sync migration - Out to Entra - Group NoFlow': precedence 54 → 53",
        "precedence | gone rule 'Cloud Sync migration - In from AD (contoso.com) - Contact NoFlow': precedence 52, direction Inbound, link type Join, object type contact to person, identifier 7db9c36d-3d8d-5f06-94c9-a040e0a8d2bb",
        "precedence | gone rule 'Cloud Sync migration - Out to Entra - Contact NoFlow': precedence 55, direction Outbound, link type JoinNoFlow, object type person to contact, identifier 14ec87a5-cf42-5ca4-a2a9-5de33d0c7c22",
        "findings | new finding object-type-left-out at forests[contoso.com].domains[contoso.com].counts.contacts: severity blocker",
      ]),
    Edit(
      "contoso", "include: [\"DC=contoso,DC=com\"]",
      "include: [\"DC=contoso,DC=com\"]\n          exclude: [\"OU=Service,DC=contoso,DC=com\"]",
      [
        "scope | Connect Sync's scope in contoso.com: + excluded container OU=Service,DC=contoso,DC=com"
      ]),
    Edit(
      "contoso", "delete-threshold: 50", "delete-threshold: 500",
      [
        "deletions | domain contoso.com: delete threshold 50 → 500"
      ]),
    Edit(
      "fabrikam", "notify: [identity@fabrikam.us, ops@fabrikam.us]", "notify: [identity@fabrikam.us]",
      [
        "deletions | domain fabrikam.com: - person told of held deletions ops@fabrikam.us"
      ]),
    Edit(
      "contoso", "    from: 50", "    from: 60",
      [
        "precedence | rule 'Cloud Sync migration - In from AD (contoso.com) - User NoFlow': precedence 50 → 60",
        "precedence | rule 'Cloud Sync migration - In from AD (contoso.com) - Group NoFlow': precedence 51 → 61",
        "precedence | rule 'Cloud Sync migration - In from AD (contoso.com) - Contact NoFlow': precedence 52 → 62",
        "precedence | rule 'Cloud Sync migration - Out to Entra - User NoFlow': precedence 53 → 63",
        "precedence | rule 'Cloud Sync migration - Out to Entra - Group NoFlow': precedence 54 → 64",
        "precedence | rule 'Cloud Sync migration - Out to Entra - Contact NoFlow': precedence 55 → 65",
      ]),
    Edit(
      "fabrikam", "in-use: [42, 50, 51]", "in-use: [42, 43, 50, 51]",
      [
        "precedence | rule 'Cloud Sync migration - In from AD (fabrikam.com) - Contact NoFlow': precedence 43 → 44",
        "precedence | rule 'Cloud Sync migration - In from AD (labs.fabrikam.net) - User NoFlow': precedence 44 → 45",
        "precedence | rule 'Cloud Sync migration - In from AD (labs.fabrikam.net) - inetOrgPerson NoFlow': precedence 45 → 46",
        "precedence | rule 'Cloud Sync migration - In from AD (labs.fabrikam.net) - Group NoFlow': precedence 46 → 47",
        "precedence | rule 'Cloud Sync migration - In from AD (labs.fabrikam.net) - Device NoFlow': precedence 47 → 48",
        "precedence | rule 'Cloud Sync migration - Out to Entra - User NoFlow': precedence 48 → 49",
        "precedence | rule 'Cloud Sync migration - Out to Entra - Group NoFlow': precedence 49 → 52",
        "precedence | rule 'Cloud Sync migration - Out to Entra - Contact NoFlow': precedence 52 → 53",
        "precedence | rule 'Cloud Sync migration - Out to Entra - Device NoFlow': precedence 53 → 54",
      ]),
  ]
}
