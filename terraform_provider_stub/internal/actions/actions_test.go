// SPDX-License-Identifier: Apache-2.0

package actions_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/fakeagent"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/plugin"
)

type params = fakeagent.Params

func start(t *testing.T) (*plugin.Server, *fakeagent.Agent) {
	t.Helper()
	fake := fakeagent.Start(t)
	server, diagnostics := plugin.Start(t, plugin.Values{"url": fake.URL, "ca_file": fake.CAFile, "max_retries": 0})
	diagnostics.Empty(t)
	fake.Always("replication.check", fakeagent.Own(params{"allowed": true, "next": []string{}}))
	return server, fake
}

func accepted(changes params) params {
	base := fakeagent.Own(params{
		"ReturnValue": 4096, "operationId": "hv02-01J", "waitSatisfied": true, "warnings": []params{},
		"Job": params{"InstanceID": "j", "JobState": 7, "JobStateName": "Completed", "PercentComplete": 100},
	})
	maps.Copy(base, changes)
	return base
}

// cases are every action with all of its arguments, and the call that it makes.
var cases = []struct {
	action, method string
	config         plugin.Values
	sent           params
}{
	{"start_replication", "StartReplication", plugin.Values{
		"initial_replication_type": "export", "initial_replication_export_location": `C:\seed`, "start_time": "2026-11-23T01:00:00Z",
	}, params{"InitialReplicationType": "export", "InitialReplicationExportLocation": `C:\seed`, "StartTime": "2026-11-23T01:00:00Z"}},
	{"planned_failover_prepare", "InitiatePlannedFailover", nil, nil},
	{"planned_failover_revert", "RevertPlannedFailover", nil, nil},
	{"failover", "InitiateFailover", plugin.Values{"collection_recovery_point": "rp-1", "acknowledge": "unplanned"},
		params{"CollectionRecoveryPoint": "rp-1", "acknowledge": "unplanned"}},
	{"failover_revert", "RevertFailover", plugin.Values{"acknowledge": "irreversible"}, nil},
	{"failover_commit", "CommitFailover", plugin.Values{"acknowledge": "irreversible"}, nil},
	{"prepare_for_reverse", "PrepareForReverseReplication", plugin.Values{"acknowledge": "irreversible"}, nil},
	{"reverse", "ReverseReplicationRelationship",
		plugin.Values{"collection_replication_setting_data": plugin.Values{"RecoveryServerPortNumber": 443}},
		params{"CollectionReplicationSettingData": params{"RecoveryServerPortNumber": float64(443)}}},
	{"test_failover", "TestReplicaCollection",
		plugin.Values{"collection_recovery_point": plugin.Values{"latest": "applicationConsistent"}},
		params{"CollectionRecoveryPoint": params{"latest": "applicationConsistent"}}},
	{"test_failover_cleanup", "RevertTestReplicaCollection", nil, nil},
	{"resynchronize", "Resynchronize", plugin.Values{"include_suspended": true, "acknowledge": "irreversible"},
		params{"IncludeSuspended": true}},
	{"resynchronize_cancel", "CancelResynchronize", nil, nil},
	{"initial_replication_cancel", "CancelInitialReplication", nil, nil},
	{"remove", "RemoveReplicationRelationship", plugin.Values{"acknowledge": "irreversible"}, nil},
	{"host_method", "CancelUpdateDiskSet", plugin.Values{
		"method": "hyperv.CancelUpdateDiskSet", "parameters": plugin.Values{"Anything": []string{"a"}}, "acknowledge": "irreversible",
	}, params{"Anything": []any{"a"}}},
}

func TestEveryActionMakesItsOneCall(t *testing.T) {
	t.Parallel()
	for _, test := range cases {
		t.Run(test.action, func(t *testing.T) {
			t.Parallel()
			server, fake := start(t)
			fake.Always("hyperv."+test.method, accepted(nil))
			config := plugin.Values{"collection": "sql-fci", "idempotency_key": "k1"}
			maps.Copy(config, test.config)
			progress, diagnostics := server.Invoke("hvcr_"+test.action, config)
			diagnostics.Empty(t)
			if last := progress[len(progress)-1]; !strings.HasSuffix(last, "done") {
				t.Errorf("the last progress is %q", last)
			}
			asked := fake.Requests("replication.check")[0].Params
			if asked["operation"] != test.method || asked["collection"] != "sql-fci" {
				t.Errorf("checked %v", asked)
			}
			expected := params{"Collection": "sql-fci", "idempotencyKey": "k1", "wait": "started"}
			maps.Copy(expected, test.sent)
			assertSent(t, fake.Requests("hyperv."+test.method), expected)
		})
	}
}

func assertSent(t *testing.T, requests []fakeagent.Request, expected params) {
	t.Helper()
	if len(requests) != 1 {
		t.Fatalf("sent %d times", len(requests))
	}
	sent := requests[0].Params
	delete(sent, "timeoutSeconds")
	if len(sent) != len(expected) {
		t.Errorf("sent %v, expected %v", sent, expected)
	}
	for name, value := range expected {
		if !equal(sent[name], value) {
			t.Errorf("%s is %v, expected %v", name, sent[name], value)
		}
	}
}

func equal(a, b any) bool {
	left, isMap := a.(map[string]any)
	right, both := b.(map[string]any)
	if isMap && both {
		return maps.EqualFunc(left, right, equal)
	}
	list, isList := a.([]any)
	other, both := b.([]any)
	if isList && both {
		return len(list) == len(other) && (len(list) == 0 || equal(list[0], other[0]))
	}
	return a == b
}

func TestRefusesAtPlanTimeWhatTheHostWouldNotTake(t *testing.T) {
	t.Parallel()
	for _, check := range []string{"", "refuse", "warn", "skip"} {
		server, fake := start(t)
		fake.Always("replication.check", fakeagent.Own(params{
			"allowed": false, "reason": "wrong_side", "message": "sql-fci is on the primary side here", "next": []string{"SuspendReplication"},
		}))
		fake.Always("hyperv.RevertPlannedFailover", accepted(nil))
		config := plugin.Values{"collection": "sql-fci"}
		if check != "" {
			config["plan_check"] = check
		}
		_, diagnostics := server.Invoke("hvcr_planned_failover_revert", config)
		calls := len(fake.Requests("hyperv.RevertPlannedFailover"))
		switch check {
		case "", "refuse":
			diagnostics.Error(t, "collection", "would be refused", "on the primary side here", "Valid now: SuspendReplication")
			if calls != 0 {
				t.Error("the call was made all the same")
			}
		case "warn":
			diagnostics.Warning(t, "collection", "would be refused")
		case "skip":
			diagnostics.Empty(t)
		}
	}
}

func TestCountsAlreadySatisfiedAsDone(t *testing.T) {
	t.Parallel()
	server, fake := start(t)
	already := params{"reason": "already_satisfied", "outcome": "not_started"}
	fake.Always("replication.check", fakeagent.Own(params{"allowed": false, "reason": "already_satisfied", "message": "m"}))
	fake.Refuse("hyperv.CommitFailover", 32775, "Invalid state for this operation: committed already", already)
	progress, diagnostics := server.Invoke("hvcr_failover_commit", plugin.Values{"collection": "sql-fci", "acknowledge": "irreversible"})
	diagnostics.Empty(t)
	if !strings.Contains(strings.Join(progress, "\n"), "nothing to do") {
		t.Errorf("progress %v", progress)
	}
}

func TestShowsProgressUntilTheJobEnds(t *testing.T) {
	t.Parallel()
	server, fake := start(t)
	fake.Always("hyperv.InitiateFailover", accepted(params{"waitSatisfied": false}))
	percent := 0
	fake.On("operation.wait", func(params) fakeagent.Answer {
		percent += 50
		status := map[bool]string{true: "succeeded", false: "running"}[percent > 100]
		return fakeagent.Answer{Result: fakeagent.Own(params{"items": []params{{
			"id": "hv02-01J", "status": status, "steps": []params{{"job": params{"JobStateName": "Running", "PercentComplete": percent}}},
		}}})}
	})
	progress, diagnostics := server.Invoke("hvcr_failover", plugin.Values{"collection": "sql-fci"})
	diagnostics.Empty(t)
	all := strings.Join(progress, "\n")
	for _, expected := range []string{"Running, 50 %", "Running, 100 %", "done"} {
		if !strings.Contains(all, expected) {
			t.Errorf("%q is missing in %s", expected, all)
		}
	}
}

func TestReportsAJobThatFails(t *testing.T) {
	t.Parallel()
	server, fake := start(t)
	fake.Always("hyperv.InitiateFailover", accepted(params{"waitSatisfied": false}))
	fake.Always("operation.wait", fakeagent.Own(params{"items": []params{{
		"id": "hv02-01J", "status": "failed", "error": params{
			"code": 32768, "message": "Failed: disk full", "data": fakeagent.Own(params{"reason": "job_failed", "outcome": "failed"}),
		},
	}}}))
	_, diagnostics := server.Invoke("hvcr_failover", plugin.Values{"collection": "sql-fci"})
	diagnostics.Error(t, "", "InitiateFailover on \"sql-fci\" failed", "disk full", "32768")
}

func TestAsksForTheAcknowledgementOfAnUnplannedFailover(t *testing.T) {
	t.Parallel()
	server, fake := start(t)
	fake.Refuse("hyperv.InitiateFailover", -32010, "Blocked: the primary may still be alive", params{
		"reason": "needs_acknowledgement", "outcome": "not_started", "path": "acknowledge", "hint": "Send acknowledge: unplanned.",
	})
	_, diagnostics := server.Invoke("hvcr_failover", plugin.Values{"collection": "sql-fci"})
	diagnostics.Error(t, "acknowledge", "may still be alive", "acknowledge: unplanned")
}

func TestNamesTheArgumentThatTheAgentRefuses(t *testing.T) {
	t.Parallel()
	server, fake := start(t)
	fake.Refuse("hyperv.StartReplication", -32602, "Invalid params: a share", params{
		"reason": "invalid_export_location", "outcome": "not_started", "path": "InitialReplicationExportLocation",
	})
	_, diagnostics := server.Invoke("hvcr_start_replication", plugin.Values{
		"collection": "sql-fci", "initial_replication_type": "export", "initial_replication_export_location": `\\evil\share`,
	})
	diagnostics.Error(t, "initial_replication_export_location", "a share")
}
