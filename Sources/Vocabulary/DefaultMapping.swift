/// The attributes that the default mapping of a new Cloud Sync configuration writes (job `AD2AADProvisioning`), in lower case, by class. What Connect
/// Sync writes beyond them stands still after the handover unless a mapping of its own is added.
///
/// Source: JOB-SCHEMA. Those of users agree with what live tenants returned; those of groups and contacts are put together from texts and unverified.
package enum DefaultMapping {
  package static let citation = Citation(
    "JOB-SCHEMA",
    "Default schema of the job AD2AADProvisioning, as tenants returned it (users); groups and contacts put together", "2020")

  /// Nil for a class that has no default mapping here.
  package static func targets(of type: ObjectType) -> Set<String>? {
    switch type {
    case .user, .inetOrgPerson: users
    case .group: groups
    case .contact: contacts
    case .device: nil
    }
  }

  /// Whether the list was compared with a live tenant's.
  package static func isVerified(_ type: ObjectType) -> Bool { type == .user || type == .inetOrgPerson }

  private static func names(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

  private static let users = names(
    "accountenabled alias altrecipient assistant authorig changedate city commonname company country countrycode"
      + " countrylettercode department description displayname dlmemrejectperms dlmemsubmitperms dnsdomainname employeeid"
      + " extensionattribute1 extensionattribute10 extensionattribute11 extensionattribute12 extensionattribute13"
      + " extensionattribute14 extensionattribute15 extensionattribute2 extensionattribute3 extensionattribute4"
      + " extensionattribute5 extensionattribute6 extensionattribute7 extensionattribute8 extensionattribute9"
      + " facsimiletelephonenumber givenname homephone info initials ipphone lastpasswordchangetimestamp legacyexchangedn mail"
      + " manager middlename mobile msdshabseniorityindex msdsphoneticdisplayname msexcharchiveguid msexcharchivename"
      + " msexchassistantname msexchauditadmin msexchauditdelegate msexchauditdelegateadmin msexchauditowner"
      + " msexchblockedsendershash msexchbypassaudit msexchdelegatelistlink msexchelcexpirysuspensionend"
      + " msexchelcexpirysuspensionstart msexchelcmailboxflags msexchenablemoderation msexchextensioncustomattribute1"
      + " msexchextensioncustomattribute2 msexchextensioncustomattribute3 msexchextensioncustomattribute4"
      + " msexchextensioncustomattribute5 msexchhidefromaddresslists msexchimmutableid msexchlitigationholddate"
      + " msexchlitigationholdowner msexchmailboxauditenable msexchmailboxauditlogagelimit msexchmailboxguid"
      + " msexchmoderatedbylink msexchmoderationflags msexchrecipientdisplaytype msexchrecipienttypedetails"
      + " msexchremoterecipienttype msexchrequireauthtosendto msexchresourcecapacity msexchresourcedisplay"
      + " msexchresourcemetadata msexchresourcesearchproperties msexchretentioncomment msexchretentionurl"
      + " msexchsaferecipientshash msexchsafesendershash msexchsenderhinttranslations msexchteammailboxexpiration"
      + " msexchteammailboxowners msexchteammailboxsharepointlinkedby msexchteammailboxsharepointurl msexchuserholdpolicies"
      + " msrtcsipapplicationoptions msrtcsipdeploymentlocator msrtcsipline msrtcsipoptionflags msrtcsipownerurn"
      + " msrtcsipprimaryuseraddress msrtcsipuserenabled netbiosname onpremisesdistinguishedname onpremisesecurityidentifier"
      + " onpremisesobjectidentifier onpremisessamaccountname onpremisesuserprincipalname otherfacsimiletelephonenumber"
      + " otherhomephone otheripphone othermobile otherpager othertelephone pager physicaldeliveryofficename postalcode"
      + " postofficebox preferredlanguage proxyaddresses publicdelegates sourceanchor state streetaddress surname"
      + " targetaddress telephoneassistant telephonenumber thumbnailphoto title unauthorig url usagelocation usercertificate"
      + " userprincipalname usersmimecertificate wwwhomepage")

  private static let groups = names(
    "alias authorig commonname description displayname dlmemrejectperms dlmemsubmitperms dnsdomainname"
      + " extensionattribute1 extensionattribute10 extensionattribute11 extensionattribute12 extensionattribute13"
      + " extensionattribute14 extensionattribute15 extensionattribute2 extensionattribute3 extensionattribute4"
      + " extensionattribute5 extensionattribute6 extensionattribute7 extensionattribute8 extensionattribute9 hidedlmembership"
      + " info legacyexchangedn mail managedby member msexchbypassmoderationlink msexchcomanagedbylink msexchenablemoderation"
      + " msexchhidefromaddresslists msexchmoderatedbylink msexchrecipientdisplaytype msexchrecipienttypedetails"
      + " msexchrequireauthtosendto msorgisorganizational netbiosname onpremisesecurityidentifier onpremisesobjectidentifier"
      + " onpremisessamaccountname oofreplytooriginator proxyaddresses publicdelegates reporttooriginator reporttoowner"
      + " securityenabled sourceanchor unauthorig")

  private static let contacts = names(
    "alias city commonname company country countrycode countrylettercode department description displayname"
      + " extensionattribute1 extensionattribute10 extensionattribute11 extensionattribute12 extensionattribute13"
      + " extensionattribute14 extensionattribute15 extensionattribute2 extensionattribute3 extensionattribute4"
      + " extensionattribute5 extensionattribute6 extensionattribute7 extensionattribute8 extensionattribute9"
      + " facsimiletelephonenumber givenname homephone initials legacyexchangedn mail manager mobile"
      + " msexchhidefromaddresslists msexchrecipientdisplaytype onpremisesobjectidentifier othertelephone pager"
      + " physicaldeliveryofficename postalcode proxyaddresses sourceanchor state streetaddress surname targetaddress"
      + " telephonenumber title wwwhomepage")
}
