"""Breaks the templates one guard at a time and looks whether a test notices.

    python3 mutations.py [PATTERN]     all mutations, or those whose name holds PATTERN

Each mutation takes one guard out of a copy of a generated kit, never out of the templates, and runs the tests that should fail. One that
passes them all is a survivor: a guard that nothing proves. The exit code is the number of survivors.
"""
import concurrent.futures
import os
import subprocess
import sys
import tempfile

import baseline_mutations
import kits

HERE = os.path.dirname(os.path.abspath(__file__))

# Name, file of the kit (a pattern below it), what is replaced, by what, and the tests that should notice.
MUTATIONS = [
    ("a scope may shrink", "lib/schema.jq", "containers | names_without($scope.units) | .[]", "empty", "test_scope.Scope.test_a_live_name_that_the_revision_lacks_stops_it"),
    ("an empty scope of a job that ran", "lib/schema.jq", "if $ran and (containers | length) == 0 then", "if false then", "test_scope.Scope.test_an_empty_scope_on_a_job_that_ran_stops_it"),
    ("groups in the scope", "lib/schema.jq", "if (scoped_groups | length) > 0 then", "if false then", "test_scope.Scope.test_groups_in_the_scope_stop_it"),
    ("clauses of old tenants", "lib/schema.jq", "( old_scope_clauses[] |", "( empty |", "test_scope.Scope.test_the_filter_clause_of_an_old_tenant_stops_it"),
    ("errors of wishes are swallowed", "lib/schema.jq", "    mapping_problems($mappings);", "    mapping_problems($mappings)?;", "test_scope.Mappings"),
    ("classes that ran may go", "lib/schema.jq", "if $ran then classes_beyond", "if false then classes_beyond", "test_scope.Scope.test_a_class_is_not_taken_out_of_a_job_that_ran"),
    ("classes are left as they are", "lib/schema.jq", "          with_type($scope)\n          | . as $object", "          . as $object", "test_scope.Scope.test_classes_that_are_not_handed_over_are_switched_off_and_those_that_are_on"),
    ("unknown states pass for standing still", "lib/jobs.jq", "index([$state]) != null", "index([$state]) != 77", "test_scope.Scope.test_a_job_in_a_state_that_nobody_knows_stops_it test_pausing.Pausing.test_an_unknown_state_is_not_taken_for_standing_still"),
    ("a second rule is taken", "lib/schema.jq", "def is_rule: .sourceDirectoryName == \"Active Directory\" and .editable;", "def is_rule: true;", "test_scope.Scope.test_a_second_rule_from_elsewhere_and_renamed_mappings_do_not_disturb"),
    ("the credential mapping is doubled", "lib/schema.jq", "[.[] | select(.targetAttributeName != \"CredentialData\")] as $others", "[.[]] as $others", "test_scope.Scope.test_hashes_that_flow_in_another_way_are_set_right_and_not_doubled"),
    ("annotations are sent back", "lib/schema.jq", "def without_annotations: with_entries(select((.key | contains(\"@odata\") | not) and .key != \"provisioningTaskIdentifier\"));", "def without_annotations: .;", "test_scope.Scope.test_a_name_in_another_case_is_the_same_unit"),
    ("names on borders only", "lib/names.jq", "$length | length >= $length and .[length - $length:] == $container", "$length | (join(\",\") | endswith($container | join(\",\")))", "test_files.Names"),
    ("names in one case only", "lib/names.jq", "map(implode | fold_letters)", "map(implode)", "test_files.Names"),
    ("an active job gets a scope", "waves/01-*/50-scope/contoso.com/*put-scope.sh", "if [[ -n $active ]]; then", "if false; then", "test_scope.Scope.test_an_active_job_stops_it"),
    ("somebody else's change is written over", "waves/01-*/50-scope/contoso.com/*put-scope.sh", "if [[ -n $schema_differences || $schema_version != \"$before\" ]]; then", "if false; then", "test_scope.Scope.test_a_schema_that_changes_in_between_stops_it"),
    ("what is read back is not compared", "waves/01-*/50-scope/contoso.com/*put-scope.sh", "if [[ -z $schema_differences ]]; then\n  remember", "if true; then\n  remember", "test_scope.Scope.test_what_is_written_and_not_read_back_fails"),
    ("a quarantine gets a scope", "waves/01-*/50-scope/contoso.com/*put-scope.sh", "\nno_quarantine\n", "\n", "test_scope.Scope.test_a_quarantine_stops_it"),
    ("no copy is kept", "waves/01-*/50-scope/contoso.com/*put-scope.sh", "kit_place \"$live\" \"${folder}/schema", ": \"$live\" \"${folder}/schema", "test_scope.Scope.test_the_copy_before_is_kept"),
    ("an interrupted write stays open", "waves/01-*/50-scope/contoso.com/*put-scope.sh", "if [[ $pending == true || ", "if [[ ", "test_scope.Scope.test_a_write_that_was_interrupted_is_settled_by_the_next_run"),
    ("a gate with an open write", "lib/gate.sh", "kit_state scope pending", "kit_state nothing", "test_gate.Gate.test_a_scope_whose_writing_was_interrupted_closes_it"),
    ("any exit code", "lib/results.jq", "if .exitCode != 0 then", "if false then", "test_gate.Gate.test_every_flaw_of_a_result_closes_it"),
    ("dry runs count", "lib/results.jq", "if .dryRun != false then", "if false then", "test_gate.Gate.test_every_flaw_of_a_result_closes_it"),
    ("another kit counts", "lib/results.jq", "if .kitDigest != $wanted.digest then", "if false then", "test_gate.Gate.test_every_flaw_of_a_result_closes_it"),
    ("another revision counts", "lib/results.jq", "if .revision != $wanted.revision then", "if false then", "test_gate.Gate.test_every_flaw_of_a_result_closes_it"),
    ("another wave counts", "lib/results.jq", "if .wave != $wanted.wave then", "if false then", "test_gate.Gate.test_every_flaw_of_a_result_closes_it"),
    ("another environment counts", "lib/results.jq", "if .environment != $wanted.environment then", "if false then", "test_gate.Gate.test_every_flaw_of_a_result_closes_it"),
    ("failed checks count", "lib/results.jq", "if any(.checks[]?; .status == \"failed\") then", "if false then", "test_gate.Gate.test_every_flaw_of_a_result_closes_it"),
    ("results from before a rollback count", "lib/results.jq", "if $wanted.after != \"\" and (.startedUtc <= $wanted.after) then", "if false then", "test_pausing.Pausing.test_a_wave_that_was_taken_back_is_not_resumed"),
    ("missing results count", "lib/results.jq", "if . == null then [\"failed\"", "if . == null then [\"passed\"", "test_gate.Gate.test_each_missing_result_closes_it"),
    ("several results in one file count", "lib/results.jq", "else try (fromjson |", "else try (split(\"}{\")[0] + \"}\" | sub(\"}}$\"; \"}\") | fromjson |", "test_gate.Gate.test_a_result_that_is_no_single_result_closes_it"),
    ("no Connect server, no question", "lib/gate.sh", "if (($# == 0)); then", "if false; then", "test_gate.Gate.test_a_gate_that_names_no_server_is_closed"),
    ("settings are not compared", "lib/gate.sh", "if [[ $secrets_verdict == equal ]]; then", "if true; then", "test_gate.Gate.test_live_settings_scope_or_mappings_that_differ_close_it"),
    ("mappings are not compared", "lib/gate.sh", "if [[ -z $schema_differences ]]; then", "if true; then", "test_gate.Gate.test_live_settings_scope_or_mappings_that_differ_close_it"),
    ("anybody's job is adopted as running", "lib/starts.sh", "stop EXIT_CHECK_FAILED \"${template} is active, but", ": EXIT_CHECK_FAILED \"${template} is active, but", "test_gate.Gate.test_a_job_that_somebody_else_started_is_reported"),
    ("a resumed job after a rollback is ours", "lib/starts.sh", "&& -z $kit_answer ]]; then", "]]; then", "test_pausing.Pausing.test_a_job_that_somebody_else_resumed_after_a_rollback_is_not_taken_for_ours"),
    ("a killed start loses its restart", "lib/starts.sh", "if is_active && [[ $pending != \"$kit_revision\" ]]; then", "if is_active; then", "test_pausing.Pausing.test_a_start_after_a_rollback_that_is_killed_still_restarts"),
    ("hashes start while provisioning stands", "lib/starts.sh", "  if ! is_active; then\n    stop EXIT_PRECONDITION_MISSING \"$1 does not run;", "  if false; then\n    stop EXIT_PRECONDITION_MISSING \"$1 does not run;", "test_pausing.Pausing.test_hashes_do_not_start_while_provisioning_stands_still"),
    ("hashes start before provisioning", "lib/starts.sh", "  if [[ $kit_answer != \"$kit_revision\" ]]; then\n    stop", "  if false; then\n    stop", "test_gate.Gate.test_hashes_do_not_start_behind_a_provisioning_that_somebody_else_started"),
    ("old pauses count", "lib/starts.sh", "\n  outdate_pauses\n", "\n", "test_pausing.Pausing.test_a_start_makes_the_pause_of_a_rollback_count_no_more"),
    ("any word opens", "lib/kit.sh", "if [[ $typed != \"$1\" ]]; then", "if false; then", "test_gate.Gate.test_the_wrong_word_and_no_word_start_nothing"),
    ("readers lock", "lib/state.sh", "if kit_applies && command -v flock", "if command -v flock", "test_pausing.Pausing.test_watching_does_not_keep_a_rollback_waiting"),
    ("nobody locks", "lib/state.sh", "if ! flock -n \"$state_lock\"; then", "if false; then", "test_pausing.Pausing.test_two_scripts_that_write_do_not_run_at_once"),
    ("another tenant's state", "lib/state.sh", "if [[ $kit_answer != \"${state_owner[index + 1]}\" ]]; then", "if false; then", "test_sign_in.SignIn.test_the_state_of_another_tenant_is_refused"),
    ("the wrong tenant", "lib/sign-in.sh", "if [[ ${id,,} != \"${GRAPH_TENANT,,}\" ]]; then", "if false; then", "test_sign_in.SignIn.test_another_tenant_is_refused_before_anything_else"),
    ("writes without --apply", "lib/requests.sh", "      if ! kit_applies && [[ $reads == false ]]; then\n        stop", "      if false; then\n        stop", "test_sign_in.DryRuns.test_a_write_that_slips_past_a_script_is_caught"),
    ("a start under way is not waited for", "lib/pauses.sh", "if ! is_active && [[ -n $started ]] && kit_applies; then", "if false; then", "test_pausing.Pausing.test_a_start_that_is_under_way_is_waited_for_and_then_paused"),
    ("a pause is believed", "lib/pauses.sh", "  while is_active; do\n", "  while false; do\n", "test_pausing.Pausing.test_it_waits_until_none_is_active_and_deletes_nothing"),
    ("creations repeat by themselves", "lib/retries.sh", "if [[ $class == once ]] || ((tries", "if ((tries", "test_principals.Principal.test_a_504_that_did_create_is_not_repeated test_jobs.Jobs.test_a_504_that_did_create_is_not_repeated test_gate.Gate.test_a_504_that_did_start_is_not_repeated"),
    ("a creation repeats on 503", "lib/retries.sh", "        if [[ $class == once ]]; then\n          return 1\n        fi\n        graph_wait_throttled", "        graph_wait_throttled", "test_jobs.Jobs.test_a_503_that_did_create_is_not_repeated"),
    ("a job is made without a look after 409", "lib/creation.sh", "if graph_send once settled POST \"$url\" \"$body\"; then", "if graph_send once \"$window\" POST \"$url\" \"$body\"; then", "test_jobs.Jobs.test_a_job_whose_creation_failed_with_a_code_of_replication_is_looked_for_first"),
    ("a job that lists do not show is made again", "lib/creation.sh", "if [[ -z $found && -z $kit_answer && -n $known ]]; then", "if false; then", "test_jobs.Jobs.test_a_job_that_the_state_knows_and_no_list_shows_yet_is_not_made_again"),
    ("a pending job is not looked for", "lib/creation.sh", "if [[ -z $found && -n $kit_answer ]]; then", "if false; then", "test_jobs.Jobs.test_a_killed_creation_whose_job_shows_late_is_not_repeated"),
    ("a pending principal is not looked for", "lib/creation.sh", "if [[ -z $found && -n $kit_answer ]]; then", "if false; then", "test_principals.Principal.test_a_killed_instantiate_that_shows_late_is_not_repeated"),
    ("jobs by template id alone", "lib/jobs.sh", "if [[ ${job_templates[index]} == \"$1\" || ${job_ids[index]} == \"$1\".* ]]; then", "if [[ ${job_templates[index]} == \"$1\" ]]; then", "test_jobs.Jobs.test_an_odd_template_id_is_recognised_by_the_identifier"),
    ("principals by name alone", "lib/jobs.jq", "if $made_from != \"\" then $made_from == ($template | ascii_downcase)", "if true then true", "test_principals.Principal.test_the_same_name_from_another_template_is_not_adopted"),
    ("two principals are one", "lib/principals.sh", "if ((count > 1)); then", "if false; then", "test_principals.Principal.test_two_configurations_stop_it"),
    ("a legacy principal serves any domain", "lib/principals.sh", "legacy_serves \"$found\" \"$1\" || found=", ":", "test_principals.Principal.test_the_one_of_an_old_tenant_that_serves_another_domain_is_left_alone"),
    ("two jobs are one", "lib/jobs.sh", "if [[ -n $job_id && $job_id != \"${job_ids[index]}\" ]]; then", "if false; then", "test_jobs.Jobs.test_two_jobs_of_one_template_stop_it"),
    ("foreign settings are written over", "lib/secrets.jq", "elif ($foreign != []) or any", "elif any", "test_settings.Settings.test_foreign_keys_stop_it_when_something_would_have_to_be_written"),
    ("hidden settings are written over", "lib/secrets.jq", "or any($set[]; .value == \"*\") then \"foreign\"", "then \"foreign\"", "test_settings.Settings.test_a_hidden_value_beside_a_changed_one_stops_it"),
    ("another domain's settings", "lib/secrets.jq", "elif any($pairs[]; . as $pair | .key == \"Domain\"", "elif any($pairs[]; . as $pair | .key == \"Nothing\"", "test_settings.Settings.test_another_domain_stops_it"),
    ("settings that cannot be read are empty", "lib/secrets.sh", "stop EXIT_PRECONDITION_MISSING \"the settings cannot be read", "echo '{\"value\":[]}' >\"$graph_answer\"; : \"the settings cannot be read", "test_settings.Settings.test_settings_that_cannot_be_read_are_not_taken_for_empty"),
    ("Retry-After is undercut", "lib/retries.sh", "    sleep \"$wait\"", "    nap \"$wait\"", "test_principals.Principal.test_throttling_waits_as_long_as_it_is_told"),
    ("throttled for ever", "lib/retries.sh", "if ((throttled > GRAPH_THROTTLE_CAP)); then", "if ((throttled > 9000)); then", "test_jobs.Jobs.test_throttling_bit_by_bit_ends_at_the_same_cap"),
    ("codes of replication for ever", "lib/principals.sh", "if [[ $kit_answer > $oldest ]]; then", "if true; then", "test_jobs.Jobs.test_the_same_codes_mean_what_they_say_later"),
    ("tokens are not renewed in time", "lib/retries.sh", "if ((graph_token_end - now < GRAPH_RENEW_BEFORE))", "if ((graph_token_end - now < 0))", "test_sign_in.Tokens.test_a_token_with_less_than_five_minutes_left_is_renewed_first"),
    ("tokens are renewed without end", "lib/retries.sh", "elif [[ $renewed == false && $graph_code", "elif [[ $graph_code", "test_sign_in.Tokens.test_a_token_that_is_refused_twice_stops_it"),
    ("tokens travel", "lib/pages.sh", "if [[ $url != \"${graph_root}/\"* ]]; then", "if false; then", "test_verification.Verification.test_a_next_page_on_another_host_is_not_asked_for"),
    ("pages go round", "lib/pages.sh", "if [[ -n $url && $seen == *\" ${url} \"* ]]; then", "if false; then", "test_verification.Verification.test_pages_that_go_round_end"),
    ("secrets of others' files", "lib/sign-in.sh", "if [[ $mode != 600 && $mode != 400 ]]; then", "if false; then", "test_sign_in.SignIn.test_a_file_that_others_can_read_is_refused"),
    ("children get the secret", "30-graph/contoso.com/*.sh", "export -n SYNCSHIFT_CLIENT_SECRET SYNCSHIFT_TOKEN\n", "", "test_secrets.Secrets.test_no_way_to_sign_in_shows_its_secret_anywhere"),
    ("the token is an argument", "lib/requests.sh", "--header 'Accept: application/json'", "--header \"X: ${graph_token}\"", "test_secrets.Secrets.test_no_way_to_sign_in_shows_its_secret_anywhere"),
    ("the login's answer is a file", "lib/sign-in.sh", "      graph_status=${graph_login_answer##*$'\\n'}\n", "      graph_status=${graph_login_answer##*$'\\n'}\n      printf '%s' \"$graph_login_answer\" >\"${kit_temporary}/login\"\n", "test_secrets.Secrets.test_a_script_that_is_killed_leaves_no_secret_behind"),
    ("any host for tests", "lib/graph.sh", "local pattern='^http://127\\.0\\.0\\.1:[0-9]+$'", "local pattern='^http'", "test_sign_in.SignIn.test_only_loopback_may_stand_in_for_Graph"),
    ("objects outside are sent", "waves/01-*/60-start/contoso.com/*provision-test-objects.sh", "if [[ $inside != true ]]; then", "if false; then", "test_gate.Gate.test_an_object_outside_the_units_is_not_sent"),
    ("200 is success", "waves/01-*/60-start/contoso.com/*provision-test-objects.sh", "if [[ $verdict == ok ]]; then", "if true; then", "test_gate.Gate.test_on_demand_failures_inside_status_200_are_failures"),
    ("an empty log passes", "waves/01-*/70-verify/contoso.com/*verify-cloud.sh", "check log notVerified", "check log passed", "test_verification.Verification.test_an_empty_log_and_no_users_are_not_verified"),
    ("deletions pass", "waves/01-*/70-verify/contoso.com/*verify-cloud.sh", "if ((told[1] > 0)); then", "if false; then", "test_verification.Verification.test_deletions_in_the_log_fail"),
    ("anchors are not compared", "waves/01-*/70-verify/contoso.com/*verify-cloud.sh", "elif $one.anchor != $twin.onPremisesImmutableId then", "elif false then", "test_verification.Verification.test_a_user_that_was_written_anew_is_found_by_its_anchor"),
    ("twins pass", "waves/01-*/70-verify/contoso.com/*verify-cloud.sh", "if [[ -n $twice ]]; then", "if false; then", "test_verification.Verification.test_two_users_of_one_name_are_one_too_many"),
    ("a rollback leaves no mark", "waves/01-*/90-rollback/*pause-jobs-contoso.com.sh", "remember '.rolledBack =", "remember '.nothing =", "test_pausing.Pausing.test_a_wave_that_was_taken_back_is_not_resumed"),
    ("no configuration is a success", "waves/01-*/90-rollback/*pause-jobs-contoso.com.sh", "if [[ $no_configuration != \"$DOMAIN\" ]]; then", "if false; then", "test_pausing.Pausing.test_nothing_there_is_not_a_success"),
    ("a request leaves without a mark", "lib/creation.sh", "    remember 'setpath(", "    : 'setpath(", "test_jobs.Jobs.test_a_killed_creation_whose_job_shows_late_is_not_repeated"),
    ("an answer that names nothing is followed by another request", "lib/creation.sh", "        stop EXIT_UNEXPECTED_ERROR \"the answer to POST", "        continue\n        stop EXIT_UNEXPECTED_ERROR \"the answer to POST", "test_jobs.Jobs.test_an_answer_that_names_no_job_is_not_followed_by_a_second_request"),
    ("nobody looks after an open answer", "lib/creation.sh", "        look_longer \"$look\"\n        ;;", "        ;;", "test_jobs.Jobs.test_a_504_that_did_create_is_not_repeated"),
    ("nobody looks after a code of replication", "lib/creation.sh", "        tries=$((tries - 1))\n        \"$look\"\n", "        tries=$((tries - 1))\n", "test_jobs.Jobs.test_a_job_whose_creation_failed_with_a_code_of_replication_is_looked_for_first"),
    ("a mark is never taken away", "lib/creation.sh", " | delpaths([\\$mark | split(\\\"\\\\u001f\\\")])\"", "\"", "test_extensions.Extensions.test_one_that_was_made_in_spite_of_a_code_of_replication_is_found_and_leaves_nothing_open"),
    ("a NUL in a value shifts the others", "lib/fields.jq", "tostring | split(\"\\u0000\") | join(\"\"), \"\\u0000\"", "tostring, \"\\u0000\"", "test_fields"),
    ("half an answer counts", "lib/requests.sh", "    *) graph_status=000 ;;\n  esac\n}\n\n# graph_only_reads", "    *) ;;\n  esac\n}\n\n# graph_only_reads", "test_jobs.Jobs.test_a_page_of_a_proxy_and_half_an_answer_are_no_answer_and_are_asked_for_again"),
    ("two states in one file count", "lib/state.sh", "if length == 1 and", "if length > 0 and", "test_fields.Fields.test_a_state_that_is_no_single_object_is_refused"),
    ("a pause waits for a start that nobody sent", "lib/pauses.sh", "[[ -n $started ]] && kit_applies", "kit_applies", "test_pausing.Pausing.test_a_job_that_stands_still_is_not_waited_for_when_no_start_was_sent"),
] + baseline_mutations.MUTATIONS


def run(name, pattern, old, new, tests):
    """Whether a test noticed."""
    with tempfile.TemporaryDirectory() as folder:
        given = os.path.join(folder, "mutation.py")
        with open(given, "w", encoding="utf-8") as file:
            file.write(f"PATTERN, OLD, NEW = {pattern!r}, {old!r}, {new!r}\n")
        done = subprocess.run([sys.executable, "-m", "unittest", "-f", *tests.split()], cwd=HERE, env={**os.environ, "SYNCSHIFT_MUTATION": given, "SYNCSHIFT_KILL": "some"}, capture_output=True, text=True, check=False)
    if "is not in the kit" in done.stderr or "ImportError" in done.stderr or "has no attribute" in done.stderr:
        print(f"BROKEN    {name}: {done.stderr.strip().splitlines()[-4:]}", flush=True)
        return False
    print(f"{'noticed ' if done.returncode else 'SURVIVED'}  {name}", flush=True)
    return done.returncode != 0


def main():
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ["SYNCSHIFT"] = kits.program()
    chosen = [m for m in MUTATIONS if wanted in m[0]]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as several:
        left = [m[0] for m, noticed in zip(chosen, several.map(lambda m: run(*m), chosen)) if not noticed]
    print(f"{len(chosen)} mutations, {len(left)} not noticed: {', '.join(left) or 'none'}")
    return min(len(left), 99)


if __name__ == "__main__":
    sys.exit(main())
