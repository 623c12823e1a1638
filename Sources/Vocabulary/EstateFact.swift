/// Something about an estate that decides whether Cloud Sync can take it over, answered yes, no or unknown.
///
/// The raw value is the key in the input file. Each fact belongs to one section of the file; the parity rules of Model ask for it by name.
package enum EstateFact: String, Sendable, Hashable, CaseIterable {
  // What Connect Sync is configured to do.
  case alternateLoginID = "alternate-login-id"
  case attributeFiltering = "attribute-filtering"
  case connectHealth = "connect-health"
  case deviceSync = "device-sync"
  case deviceWriteback = "device-writeback"
  case directoryExtensions = "directory-extensions"
  case exchangeHybridWriteback = "exchange-hybrid-writeback"
  case federation = "federation"
  case forcePasswordChange = "force-password-change-at-logon"
  case groupFiltering = "group-filtering"
  case groupWritebackV1 = "group-writeback-v1"
  case groupWritebackV2 = "group-writeback-v2"
  case ldapConnectors = "ldap-connectors"
  case mailPublicFolders = "mail-public-folders"
  case passThroughAuthentication = "pass-through-authentication"
  case passwordHashSync = "password-hash-sync"
  case passwordWriteback = "password-writeback"
  case seamlessSSO = "seamless-sso"
  case userWriteback = "user-writeback"

  // What the estate looks like.
  case crossDomainReferences = "cross-domain-references"
  case crossForestReferences = "cross-forest-references"
  case disconnectedForests = "disconnected-forests"
  case entraDomainServices = "entra-domain-services"
  case groupProvisioning = "group-provisioning-wanted"
  case guestsInScope = "guests-in-scope"
  case manualCloudEdits = "manual-cloud-edits"
  case matchingAcrossForests = "matching-across-forests"
  case mergedAttributes = "attributes-merged-across-domains"
  case natBetweenForests = "nat-between-forests"
  case plannedMoves = "planned-moves"
  case plannedRenames = "planned-renames"
  case severalTenants = "several-tenants"
  case userProvisioning = "user-provisioning-wanted"

  package enum Section: String, Sendable { case features, estate }

  package var section: Section {
    switch self {
    case .crossDomainReferences, .crossForestReferences, .disconnectedForests, .entraDomainServices, .groupProvisioning,
      .guestsInScope, .manualCloudEdits, .matchingAcrossForests, .mergedAttributes, .natBetweenForests, .plannedMoves,
      .plannedRenames, .severalTenants, .userProvisioning:
      .estate
    default: .features
    }
  }

  /// The question that the readiness report asks when the answer is unknown, and the field's documentation.
  package var question: String {
    switch self {
    case .alternateLoginID: "Is the user principal name taken from another attribute than userPrincipalName?"
    case .attributeFiltering: "Do scoping rules filter objects by attribute values?"
    case .connectHealth: "Does monitoring depend on Connect Health?"
    case .deviceSync: "Does Connect synchronize computers for hybrid join?"
    case .deviceWriteback: "Is device writeback on?"
    case .directoryExtensions: "Are directory extension attributes synchronized?"
    case .exchangeHybridWriteback: "Does Connect write Exchange hybrid attributes back to Active Directory?"
    case .federation: "Are domains federated (AD FS or another identity provider)?"
    case .forcePasswordChange: "Is 'change password at next logon' synchronized (ForcePasswordChangeOnLogOn)?"
    case .groupFiltering: "Is synchronization limited to the members of a group?"
    case .groupWritebackV1: "Is group writeback version 1 (Microsoft 365 groups) on?"
    case .groupWritebackV2: "Is group writeback version 2 on?"
    case .ldapConnectors: "Are there connectors other than Active Directory and Entra (LDAP, SQL, PowerShell, web service)?"
    case .mailPublicFolders: "Are mail-enabled public folders synchronized?"
    case .passThroughAuthentication: "Do users sign in with pass-through authentication?"
    case .passwordHashSync: "Does Connect synchronize password hashes?"
    case .passwordWriteback: "Is password writeback on?"
    case .seamlessSSO: "Is seamless single sign-on on?"
    case .userWriteback: "Is user writeback on?"
    case .crossDomainReferences: "Do groups or managers refer to objects in another domain of the same forest?"
    case .crossForestReferences: "Do groups or managers refer to objects in another forest?"
    case .disconnectedForests: "Are there forests that the Connect server cannot reach?"
    case .groupProvisioning: "Are groups to be provisioned from Entra to Active Directory?"
    case .userProvisioning: "Are users to be provisioned from Entra to Active Directory?"
    case .entraDomainServices: "Does the tenant use Entra Domain Services?"
    case .guestsInScope: "Are guest accounts created from Active Directory?"
    case .manualCloudEdits: "Are synchronized objects edited in the cloud and corrected by full synchronizations?"
    case .matchingAcrossForests: "Is one person joined from accounts in several forests (resource forest, linked mailboxes)?"
    case .mergedAttributes: "Are the attributes of one person merged from several domains or forests?"
    case .natBetweenForests: "Is there network address translation between the forests?"
    case .plannedMoves: "Will objects be moved between organizational units during the migration?"
    case .plannedRenames: "Will organizational units be renamed during the migration?"
    case .severalTenants: "Is one organizational unit synchronized to several tenants?"
    }
  }
}
