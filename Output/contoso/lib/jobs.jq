# How Cloud Sync configurations and their jobs are recognised, and what their states mean.

# A service principal that is a Cloud Sync configuration: made from the template, or, in old tenants, by application or homepage.
def is_configuration($template):
  ((.applicationTemplateId // "") | ascii_downcase) as $made_from
  | if $made_from != "" then $made_from == ($template | ascii_downcase)
    else ((.appId // "") | ascii_downcase) == ($template | ascii_downcase)
      or ((.homepage // "") | test("[?&]metadata=AD2AADProvisioning([|&]|$)"))
    end;

# The members of synchronizationScheduleState. Source: Microsoft Graph metadata.
def is_known: .schedule.state as $state | ["Active", "Disabled", "Paused"] | index([$state]) != null;
def is_quarantined: .status.quarantine != null or .status.code == "Quarantine";

# Year 1 means never.
def happened: . != null and . != "" and (startswith("0001-") | not);

# Service times carry up to seven digits after the second.
def seconds: sub("\\.[0-9]+"; "") | sub("\\+00:00$"; "Z") | fromdateiso8601;

def ever_ran:
  (.status.lastExecution != null)
  or (.status.lastSuccessfulExecution != null)
  or (.status.steadyStateFirstAchievedTime | happened)
  or ((.status.synchronizedEntryCountByType // []) | any(.value > 0));

# The initial cycle is over; $since is the time of the last start, or "".
def has_reached_cycle($since):
  (.status.steadyStateFirstAchievedTime | happened)
  and ($since == ""
    or ((.status.steadyStateLastAchievedTime | happened) and (.status.steadyStateLastAchievedTime | seconds) >= ($since | seconds))
    or ((.status.lastSuccessfulExecution.timeEnded // "" | happened)
      and (.status.lastSuccessfulExecution.timeEnded | seconds) >= ($since | seconds)));

def progress_words:
  [ ((.status.progress // [])[] | "\(.completedUnits) of \(.totalUnits) \(.units // "units")"),
    ((.status.synchronizedEntryCountByType // [])[] | "\(.key): \(.value)") ] | join(", ");

# What a quarantine means and what to do.
def quarantine_words:
  .status.quarantine as $quarantine
  | ($quarantine.error.code // "") as $code
  | "\(.id | split(".")[0]): in quarantine since \($quarantine.currentBegan // "an unknown time"), reason \($quarantine.reason // "unknown")"
    + (if $code != "" then " (\($code))" else "" end) + ". "
    + ( {
          "EncounteredBaseEscrowThreshold": "Too many objects fail. Read the provisioning logs, repair the objects, then start the job in the admin center.",
          "EncounteredTotalEscrowThreshold": "Too many objects fail altogether. Read the provisioning logs, repair the objects, then start the job in the admin center.",
          "EncounteredEscrowProportionThreshold": "Too large a part of the objects fails. Read the provisioning logs, repair the objects, then start the job in the admin center.",
          "TooManyDeletes": "More deletions than the threshold are held. Find out why before anything else: do not release them, do not raise the threshold. Rollback R4 tells how.",
          "QuarantinedOnDemand": "Somebody put it there on purpose. Ask who and why.",
          "IngestionInterrupted": "Reading from the directory broke off. Check the agents and their connection to the domain controllers.",
          "EncounteredQuarantineException": "The service met an error that stops the job; the error code says which."
        }[$quarantine.reason // ""] // "The service does not say why. Look at the job in the admin center." )
    + ( {
          "HybridIdentityServiceNoAgentsAssigned": " No active agent serves this domain: start the agents, at least one has to be active.",
          "HybridSynchronizationActiveDirectoryInternalServerError": " A domain controller answered with an error: check the agent's service account and its connection."
        }[$code] // "" )
    + (if ($quarantine.error.message // "") != "" then " The service says: \($quarantine.error.message | gsub("[\\r\\n]+"; " "))" else "" end)
    + " More than four weeks in quarantine disable the job.";

# A job as one line, and what the scripts ask of it most.
def told:
  tojson, .id, (.templateId // ""), .schedule.state, is_known, (if is_quarantined then quarantine_words else "" end), ever_ran;
