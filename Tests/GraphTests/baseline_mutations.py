"""The guards of the cloud baseline and of the comparison with it, each with the way to take it out and the tests that should notice."""

RECORD = "waves/01-*/05-baseline/contoso.com/*record-cloud.sh"
COMPARE = "waves/01-*/70-verify/contoso.com/*compare-cloud.sh"
FLAWS = "test_baseline.Record.test_another_waves_another_tenants_and_a_broken_baseline_are_not_taken_for_this_ones"
BEGUN = "test_baseline.Begun.test_a_missing_baseline_is_refused_and_never_recorded_afterwards"
WHOLE = "test_baseline.Record.test_it_holds_what_the_cloud_has_over_all_pages_and_a_second_run_changes_nothing"
EMPTY = "test_baseline.Record.test_users_without_the_asked_properties_and_no_users_are_no_baseline"
BATCH = "test_baseline.Record.test_more_objects_than_a_batch_takes_and_answers_that_are_missing_throttled_or_broken"
MOVED = "test_baseline.Record.test_users_that_the_wave_moves_are_recorded_and_those_that_are_deleted_meanwhile_are_not"
ADDED = "test_baseline.Record.test_units_that_a_new_kit_adds_come_to_the_baseline_and_what_was_recorded_stays"
WORDS = "test_baseline.Record.test_an_old_baseline_is_renewed_on_request_before_the_wave_and_kept"
BACK = "test_baseline.Begun.test_after_a_wave_was_taken_back_the_operator_says_so_and_the_comparison_tells"
WIDER = "test_baseline.Begun.test_a_scope_that_was_widened_and_not_started_is_no_beginning"
READ = "test_baseline.Record.test_what_may_not_be_read_of_contacts_and_groups_is_said_and_not_compared"
EACH = "test_comparison.Comparison.test_each_loss_is_named_with_its_object_until_the_approver_has_explained_every_one"
OTHERS = "test_comparison.Comparison.test_changes_that_are_no_losses_fail_with_another_code"
UNREAD = "test_comparison.Comparison.test_what_can_no_longer_be_read_is_not_verified_or_refused"
CHANGED = "test_comparison.Comparison.test_a_baseline_that_was_changed_since_does_not_count_here_nor_at_the_gate"
SAME = "test_comparison.Comparison.test_the_same_cloud_passes_twice_and_lists_that_lag_are_no_loss"
MEANWHILE = "test_comparison.Comparison.test_an_object_that_a_list_still_shows_and_that_is_deleted_is_gone"
ALONE = "test_comparison.Comparison.test_an_object_that_may_not_be_read_alone_is_not_taken_for_gone"
GATE = "test_gate.Gate.test_a_baseline_that_is_not_of_this_wave_closes_it_although_it_was_recorded"

MUTATIONS = [
    # Recording.
    ("a baseline of a wave that has begun", RECORD, "  if [[ -z $taken_back || -f $baseline ]]; then", "  if false; then", BEGUN),
    ("only the state knows that a wave has begun", RECORD, "  find_principal \"$DOMAIN\" \"$DISPLAY_NAME\"\n  kit_answer=\n", "  kit_answer=\n  return 0\n", BEGUN),
    ("what the state says of a beginning is not asked", RECORD, "  if [[ $extends == false ]]; then", "  if false; then", "test_baseline.Begun.test_objects_that_were_provisioned_alone_are_a_beginning_too"),
    ("objects that were provisioned alone are no beginning", RECORD, ".testObjects[]?.revision, ", "", "test_baseline.Begun.test_objects_that_were_provisioned_alone_are_a_beginning_too"),
    ("a wave that runs counts as taken back", RECORD, "  if [[ -n $kit_answer ]]; then\n    stop EXIT_PRECONDITION_MISSING \"a job is active", "  if false; then\n    stop EXIT_PRECONDITION_MISSING \"a job is active", BEGUN),
    ("a taking back without a beginning", RECORD, "elif [[ -n $taken_back ]]; then", "elif false; then", WIDER),
    ("a scope that was only widened is a beginning", RECORD, "if [[ $active != Active && ($ran != true || -n $known) ]]; then", "if [[ $active != Active && $ran != true ]]; then", WIDER),
    ("a taking back leaves no word in the baseline", RECORD, "  after=true\n", "  after=false\n", BACK),
    ("any word renews", RECORD, "if [[ -n $renew && $renew != \"$WAVE\" || -n $taken_back && $taken_back != \"$WAVE\" ]]; then", "if false; then", WORDS),
    ("a baseline is written over", RECORD, "if [[ -f $baseline && -z $renew && $extends == false ]]; then", "if false; then", WHOLE),
    ("the old baseline is not kept", RECORD, "  kit_place \"$baseline\" \"${baseline%.json}.before", "  : \"$baseline\" \"${baseline%.json}.before", WORDS),
    ("a flawed baseline stays", RECORD, "if [[ -n $flaw && $extends == false ]]; then", "if false; then", FLAWS),
    ("added units renew what was recorded", RECORD, "$old[0][$name] + [.[$name][] | select($known[.id] | not)]", ".[$name]", ADDED),
    ("units that a new kit adds are left out", RECORD, "  if [[ $flaw == \"$BASELINE_OTHER_UNITS\" ]]; then", "  if false; then", ADDED),
    ("users without the asked properties are recorded", RECORD, "if ((unusable > 0)); then", "if false; then", EMPTY),
    ("nobody is a baseline", RECORD, "elif ((count == 0)) && [[ $no_users != \"$DOMAIN\" ]]; then", "elif false; then", EMPTY),
    ("users that are moved are forgotten", RECORD, " or $moved[$parts | join(\"\\u0001\")])", ")", MOVED),
    ("whoever was deleted meanwhile is recorded", RECORD, "def kept($rows): map(select(($rows[.id].status // 0) != 404));", "def kept($rows): .;", MOVED),
    ("groups of other domains are recorded", RECORD, "select($wanted and ((.onPremisesDomainName // $domain) | ascii_downcase) == ($domain | ascii_downcase))", "select($wanted)", WHOLE),
    ("what could not be read is not said", RECORD, "if [[ -n ${kit_fields[1]} ]]; then", "if false; then", READ),
    # Reading.
    ("contacts of the cloud are recorded", "lib/baseline.sh", "select(.onPremisesSyncEnabled == true)", ".", WHOLE),
    ("memberships in synchronized groups are recorded", "lib/baseline.jq", "      | select($synchronized[.id] | not)\n", "", WHOLE),
    ("further pages of memberships are forgotten", "lib/baseline.sh", "index < ${#more[@]}; index += 2", "index < 0; index += 2", WHOLE),
    ("memberships that may not be read are none", "lib/baseline.sh", "if [[ -n ${kit_fields[0]} && $1 != contacts ]]; then", "if false; then", "test_baseline.Record.test_memberships_that_may_not_be_read_leave_no_baseline"),
    ("memberships that were not read are empty", "lib/baseline.jq", "if . == null or .status != 200 then null", "if . == null or .status != 200 then []", READ),
    ("an answer that a batch lacks is settled", "lib/baseline.sh", "if $status != 0 and $status != 429", "if $status != 429", BATCH),
    ("a throttled read of a batch is settled", "lib/baseline.sh", "and $status != 429 and", "and", BATCH),
    ("a failed read of a batch is settled", "lib/baseline.sh", "and $status != 429 and $status < 500 then", "and $status != 429 then", BATCH),
    ("a batch waits no longer than it likes", "lib/baseline.sh", "      graph_retry_after=$seconds\n", "      graph_retry_after=\n", BATCH),
    ("a batch is too large", "lib/baseline.sh", "readonly GRAPH_BATCH=20", "readonly GRAPH_BATCH=21", BATCH),
    ("a batch may write", "lib/requests.sh", "all(.requests[]; .method == \"GET\")", "true", "test_baseline.Record.test_a_batch_that_holds_more_than_reads_is_caught"),
    # What is no baseline of this wave.
    ("any file is a baseline", "lib/baseline.sh", "if .format != 1 or .kind != \"syncshift-cloud-baseline\" then", "if false then", FLAWS),
    ("a baseline of another tenant", "lib/baseline.sh", "elif .tenant != $tenant then", "elif false then", FLAWS),
    ("a baseline of another environment", "lib/baseline.sh", "elif .environment != $environment then", "elif false then", FLAWS),
    ("a baseline of another domain", "lib/baseline.sh", "elif .domain != $domain then", "elif false then", FLAWS),
    ("a baseline of another wave", "lib/baseline.sh", "elif .wave != $wave or .revision != $revision then", "elif .revision != $revision then", FLAWS),
    ("a baseline of another revision", "lib/baseline.sh", "elif .wave != $wave or .revision != $revision then", "elif .wave != $wave then", FLAWS),
    ("half a baseline", "lib/baseline.sh", "elif ([.users, .groups, .contacts] | map(type)) != [\"array\", \"array\", \"array\"] then", "elif false then", FLAWS),
    ("a baseline of other units", "lib/baseline.sh", "then $other\n", "then \"\"\n", FLAWS),
    ("the gate takes no baseline for one", "lib/baseline.sh", "  if [[ ! -f $file ]]; then\n    check", "  if [[ ! -f $file ]]; then\n    return 0\n    check", CHANGED),
    ("the gate takes any baseline that was recorded", "lib/baseline.sh", "  if [[ -n $kit_answer ]]; then\n    check baseline failed '' unusable", "  if false; then\n    check baseline failed '' unusable", GATE),
    ("a baseline that was changed since counts", "lib/baseline.sh", "if [[ $kit_answer == \"$wanted\" ]]; then", "if true; then", CHANGED),
    # Comparing.
    ("a comparison without a baseline", COMPARE, "if [[ ! -f $baseline ]]; then", "if false; then", BEGUN),
    ("a comparison with a baseline that does not count", COMPARE, "if kit_has_failed; then\n  stop", "if false; then\n  stop", CHANGED),
    ("lists that lag are losses", COMPARE, "look_for users \"$BASELINE_USER\"", ":", SAME),
    ("what may not be read alone is gone", COMPARE, "  if [[ -n $refused ]]; then", "  if false; then", ALONE),
    ("what a list still shows is there", COMPARE, "def present($rows): if ($rows[.id].status // 200) == 404 then null else . end;", "def present($rows): .;", MEANWHILE),
    ("users without the asked properties are compared", COMPARE, "if ((unusable > 0)); then", "if false; then", UNREAD),
    ("everything is accepted", COMPARE, "accepted: ($wanted[.key] == true)", "accepted: ($wanted != {})", EACH),
    ("what was accepted and not found is not said", COMPARE, "if [[ -n ${told[6]} ]]; then", "if false; then", EACH),
    ("memberships of contacts that cannot be read any more", COMPARE, "if ((told[3] > 0)); then", "if false; then", UNREAD),
    ("licences of groups that cannot be read any more", COMPARE, "if ((told[4] > 0)); then", "if false; then", UNREAD),
    ("the taking back before the baseline is not said", COMPARE, "if [[ ${told[5]} == true ]]; then", "if false; then", BACK),
    ("a loss is a failure like any other", COMPARE, "  kit_finish_as EXIT_OBJECTS_LOST", "  kit_finish", EACH),
    ("a lost licence", "lib/baseline.jq", "| if $still == null then", "| if false then", EACH),
    ("a service plan that was switched off", "lib/baseline.jq", "(($still.disabledPlans // []) - $one.disabledPlans)[]", "empty", EACH),
    ("a lost membership", "lib/baseline.jq", "| .groups[] | select($held[.id] | not)", "| .groups[] | select(false)", EACH),
    ("an object that was created anew", "lib/baseline.jq", "if ($others | length) > 0 then", "if false then", EACH),
    ("a user that is gone", "lib/baseline.jq", "if $now == null then lost_object(\"user\"; $others)", "if $now == null then empty", EACH),
    ("a group that is gone", "lib/baseline.jq", "if $now == null then lost_object(\"group\"; $others)", "if $now == null then empty", EACH),
    ("a contact that is gone", "lib/baseline.jq", "if $now == null then lost_object(\"contact\"; $others)", "if $now == null then empty", EACH),
    ("another source anchor", "lib/baseline.jq", "if (.anchor // \"\") != \"\" and .anchor != $now.onPremisesImmutableId then", "if false then", EACH),
    ("another security identifier", "lib/baseline.jq", "if (.sid // \"\") != \"\" and .sid != $now.onPremisesSecurityIdentifier then", "if false then", EACH),
    ("an object that is not synchronized any more", "lib/baseline.jq", "if $now.onPremisesSyncEnabled == true then empty", "if true then empty", OTHERS),
    ("an account that was disabled", "lib/baseline.jq", "if .accountEnabled == true and $now.accountEnabled == false then", "if false then", OTHERS),
    ("another userPrincipalName", "lib/baseline.jq", "if (.userPrincipalName // \"\" | ascii_downcase) != ($now.userPrincipalName // \"\" | ascii_downcase) then", "if false then", OTHERS),
    ("losses that count as changes", "lib/baseline.jq", "[\"recreated\", \"gone\", \"anchor\", \"licence\", \"membership\"]", "[\"recreated\", \"gone\", \"anchor\", \"licence\"]", EACH),
]
