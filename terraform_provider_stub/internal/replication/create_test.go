// SPDX-License-Identifier: Apache-2.0

package replication_test

import (
	"context"
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/fakeagent"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/plugin"
)

func TestCreateSendsTheDeclaredDocumentAndStoresWhatTheHostHolds(t *testing.T) {
	t.Parallel()
	f := start(t)
	instance := f.created(t, with(declared(), plugin.Values{
		"wait":                "synchronized",
		"initial_replication": plugin.Values{"type": "export", "export_location": `C:\seed`},
	}))
	sent := f.agent.Requests("replication.apply")[0].Params
	settings, _ := sent["settings"].(params)
	initial, _ := sent["initialReplication"].(params)
	for name, pair := range map[string][2]any{
		"collection by id": {sent["collection"], id},
		"state":            {sent["state"], "replicating"},
		"wait":             {sent["wait"], "synchronized"},
		"plan digest":      {sent["planDigest"], "d1"},
		"server":           {settings["replicaServerName"], "broker.recovery.example"},
		"export location":  {initial["exportLocation"], `C:\seed`},
		"undeclared port":  {settings["replicaServerPort"], nil},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: sent %v, expected %v", name, pair[0], pair[1])
		}
	}
	if key, _ := sent["idempotencyKey"].(string); key == "" {
		t.Error("no idempotency key")
	}
	assertText(t, instance, id, "collection_id")
	assertText(t, instance, "primary", "cluster")
	assertText(t, instance, "Replicating", "replication_state", "name")
	assertText(t, instance, "18:30", "settings", "auto_resynchronize_interval_start")
	assertText(t, instance, "<null>", "wait")
	assertText(t, instance, "<null>", "initial_replication")
	if f.Plan(kind, instance, declared()).Changes() {
		t.Error("the plan after the create is not empty")
	}
}

func TestCreateThatIsRefusedStoresNothing(t *testing.T) {
	t.Parallel()
	for name, data := range map[string]params{
		"bad value":     {"reason": "invalid_value", "outcome": "not_started", "path": "settings.recoveryHistory"},
		"plan changed":  {"reason": "plan_changed", "outcome": "not_started"},
		"no permission": {"reason": "forbidden", "outcome": "not_started"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := start(t)
			f.replicates()
			plan := f.Plan(kind, f.Absent(kind), declared())
			f.agent.Refuse("replication.apply", -32602, "Invalid params: refused", data)
			instance, diagnostics := f.Apply(t.Context(), kind, plan)
			attribute := ""
			if data["path"] != nil {
				attribute = "settings.recovery_history"
			}
			diagnostics.Error(t, attribute, "Unable to set up the replication", "refused")
			assertNothingStored(t, instance)
		})
	}
}

func TestCreateNeverTaintsWhereARelationshipExists(t *testing.T) {
	t.Parallel()
	failed := operation(params{"status": "failed", "waitSatisfied": false, "error": params{
		"code": 32768, "message": "Failed: the job of StartReplication ended with an error",
		"data": fakeagent.Own(params{"reason": "job_failed", "outcome": "failed"}),
	}})
	for name, apply := range map[string]fakeagent.Answer{
		"a later step failed":         {Result: failed},
		"the answer was lost":         {Hangup: true},
		"the outcome is unknown":      {Result: operation(params{"status": "unknown", "waitSatisfied": false})},
		"the operation was cancelled": {Result: operation(params{"status": "cancelled", "waitSatisfied": false})},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := start(t)
			f.replicates()
			plan := f.Plan(kind, f.Absent(kind), declared())
			f.agent.On("replication.apply", func(params) fakeagent.Answer { return apply })
			ready := observed(params{
				"state":     params{"number": 1, "name": "Ready for replication"},
				"satisfies": []string{"enabled"}, "document": params{"state": "enabled"},
			})
			f.agent.Always("replication.get", ready)
			f.lists(ready)
			instance, diagnostics := f.Apply(t.Context(), kind, plan)
			diagnostics.Warning(t, "", "is set up, but not yet as declared", "The next apply goes on")
			if diagnostics.HasError() || instance.Value.IsNull() {
				t.Fatal("an error, or no state, although the relationship exists")
			}
			refreshed, _ := f.Read(kind, instance)
			assertText(t, refreshed, "enabled", "state")
			f.agent.Always("replication.plan", planned(nil, "StartReplication"))
			next := f.Plan(kind, refreshed, declared())
			if !next.Changes() || len(next.RequiresReplace) > 0 {
				t.Errorf("the next plan must go on in place; replace %v", next.RequiresReplace)
			}
		})
	}
}

func TestCreateThatFailedBeforeAnyRelationshipIsAnErrorWithoutState(t *testing.T) {
	t.Parallel()
	for name, look := range map[string]fakeagent.Answer{
		"nothing there":        {Result: observed(params{"side": "none", "mode": params{"number": 0, "name": "None"}})},
		"nobody can be asked":  {Hangup: true},
		"on the recovery side": {Result: observed(params{"side": "recovery", "mode": params{"number": 2, "name": "Replica"}})},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := start(t)
			f.replicates()
			plan := f.Plan(kind, f.Absent(kind), declared())
			f.agent.On("replication.apply", func(params) fakeagent.Answer { return fakeagent.Answer{Hangup: true} })
			f.agent.On("replication.get", func(params) fakeagent.Answer { return look })
			instance, diagnostics := f.Apply(t.Context(), kind, plan)
			diagnostics.Error(t, "", "was sent to", "no answer came")
			assertNothingStored(t, instance)
		})
	}
}

func TestCreateWhoseWaitEndsEarlyStoresTheStateAndWarns(t *testing.T) {
	t.Parallel()
	f := start(t)
	f.replicates()
	plan := f.Plan(kind, f.Absent(kind), with(declared(), plugin.Values{"timeouts": plugin.Values{"create": "2s"}}))
	running := operation(params{"status": "running", "waitSatisfied": false, "percent": 40})
	f.agent.Always("replication.apply", running)
	f.agent.Always("operation.wait", fakeagent.Own(params{"items": []params{running}}))
	instance, diagnostics := f.Apply(t.Context(), kind, plan)
	diagnostics.Warning(t, "", "not yet as declared", "hv01-01J", "goes on in the agent", "40 %", "`timeouts` allows is over")
	assertText(t, instance, id, "collection_id")
}

func TestCreateThatIsInterruptedStoresWhatExists(t *testing.T) {
	t.Parallel()
	f := start(t)
	f.replicates()
	plan := f.Plan(kind, f.Absent(kind), declared())
	ctx, interrupt := context.WithCancel(t.Context())
	running := operation(params{"status": "running", "waitSatisfied": false})
	f.agent.Always("replication.apply", running)
	f.agent.On("operation.wait", func(params) fakeagent.Answer {
		interrupt()
		return fakeagent.Answer{Result: fakeagent.Own(params{"items": []params{running}})}
	})
	instance, diagnostics := f.Apply(ctx, kind, plan)
	diagnostics.Warning(t, "", "The run was interrupted")
	assertText(t, instance, id, "collection_id")
}

func TestCreateAdoptsARelationshipThatFits(t *testing.T) {
	t.Parallel()
	for name, methods := range map[string][]string{
		"as it is":          nil,
		"not started yet":   {"StartReplication"},
		"partly enabled":    {"CreateReplicationRelationship", "StartReplication"},
		"suspended by hand": {"ResumeReplication"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := start(t)
			f.replicates()
			f.agent.Always("replication.plan", planned(nil, methods...))
			plan := f.Plan(kind, f.Absent(kind), declared())
			plan.Diagnostics.Empty(t)
			instance, diagnostics := f.Apply(t.Context(), kind, plan)
			diagnostics.Empty(t)
			assertText(t, instance, id, "collection_id")
		})
	}
}

func TestCreateRefusesToTakeOverWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		plan params
		why  string
	}{
		"other settings":       {planned(nil, "ModifyReplicationSettings"), "its settings differ"},
		"another recovery":     {planned(params{"needs": []string{"reseed"}}, "RemoveReplicationRelationship", "CreateReplicationRelationship"), "reseed"},
		"on the recovery side": {planned(params{"warnings": []params{{"reason": "side_changed", "message": "m", "path": "state"}}}), "not on the primary side"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := start(t)
			f.replicates()
			fitting := f.Plan(kind, f.Absent(kind), declared())
			f.agent.Always("replication.plan", test.plan)
			f.Plan(kind, f.Absent(kind), declared()).Diagnostics.Error(t, "collection",
				"is replicated already", test.why, `id = "primary/`+id+`"`)
			instance, diagnostics := f.Apply(t.Context(), kind, fitting)
			diagnostics.Error(t, "collection", "is replicated already")
			assertNothingStored(t, instance)
			if sent := len(f.agent.Requests("replication.apply")); sent != 0 {
				t.Errorf("%d changing calls were sent", sent)
			}
		})
	}
}

func TestCreateThatCannotBeReadBackStillStores(t *testing.T) {
	t.Parallel()
	f := start(t)
	f.replicates()
	plan := f.Plan(kind, f.Absent(kind), declared())
	f.agent.On("replication.get", func(params) fakeagent.Answer { return fakeagent.Answer{Hangup: true} })
	instance, diagnostics := f.Apply(t.Context(), kind, plan)
	diagnostics.Warning(t, "", "could not be read back")
	assertText(t, instance, id, "collection_id")
	assertText(t, instance, "<null>", "mode")
}
