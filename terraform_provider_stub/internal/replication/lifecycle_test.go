// SPDX-License-Identifier: Apache-2.0

package replication_test

import (
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/fakeagent"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/plugin"
)

// onRecovery is the same collection after a failover and a reversal: this side receives now.
func onRecovery() params {
	return observed(params{
		"side": "recovery", "mode": params{"number": 2, "name": "Replica"},
		"satisfies": []string{"enabled", "replicating", "suspended"},
		"document":  params{"collection": id},
	})
}

func TestFailoverIsNoDrift(t *testing.T) {
	t.Parallel()
	f := start(t)
	instance := f.created(t, declared())
	f.agent.Always("replication.get", onRecovery())
	read, diagnostics := f.Read(kind, instance)
	diagnostics.Empty(t)
	assertText(t, read, "replicating", "state")
	assertText(t, read, "broker.recovery.example", "settings", "replica_server_name")
	assertText(t, read, "Replica", "mode", "name")
	if plan := f.Plan(kind, read, declared()); plan.Changes() || len(plan.RequiresReplace) > 0 {
		t.Errorf("a failover is planned as a change: %s", plan.Value)
	}
}

func TestReadRemovesOnlyOnAnAffirmativeNo(t *testing.T) {
	t.Parallel()
	unknown := params{"reason": "unknown_collection", "outcome": "not_started"}
	failure := func(code int, data params) fakeagent.Answer {
		return fakeagent.Answer{Error: params{"code": code, "message": "Not found", "data": data}}
	}
	elsewhere := fakeagent.Own(unknown)
	elsewhere["cluster"] = "recovery"
	foreign := observed(params{"side": "none"})
	foreign["cluster"] = "recovery"
	for name, test := range map[string]struct {
		answer  fakeagent.Answer
		removed bool
	}{
		"no relationship":              {fakeagent.Answer{Result: observed(params{"side": "none"})}, true},
		"no collection":                {failure(-32004, fakeagent.Own(unknown)), true},
		"no collection elsewhere":      {failure(-32004, elsewhere), false},
		"no relationship elsewhere":    {fakeagent.Answer{Result: foreign}, false},
		"unauthorized":                 {failure(-32001, fakeagent.Own(params{"reason": "unauthorized"})), false},
		"host unavailable":             {failure(-32050, fakeagent.Own(params{"reason": "host_unavailable"})), false},
		"connection lost":              {fakeagent.Answer{Hangup: true}, false},
		"something that is no agent":   {fakeagent.Answer{Status: 502}, false},
		"a mode that nobody knows yet": {fakeagent.Answer{Result: observed(params{"side": "unknown"})}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := start(t)
			instance := f.created(t, declared())
			f.agent.On("replication.get", func(params) fakeagent.Answer { return test.answer })
			read, diagnostics := f.Read(kind, instance)
			if removed := !diagnostics.HasError() && read.Value.IsNull(); removed != test.removed {
				t.Errorf("removed: %v, expected %v; %v", removed, test.removed, diagnostics)
			}
		})
	}
}

func TestReadFindsWhatChangedOutside(t *testing.T) {
	t.Parallel()
	f := start(t)
	instance := f.created(t, declared())
	f.agent.Always("replication.get", observed(params{
		"state":     params{"number": 7, "name": "Suspended"},
		"satisfies": []string{"enabled", "suspended"},
		"document": params{"state": "suspended", "settings": params{
			"replicaServerName": "BROKER.recovery.example", "recoveryHistory": 8,
		}},
	}))
	read, _ := f.Read(kind, instance)
	assertText(t, read, "suspended", "state")
	assertText(t, read, "broker.recovery.example", "settings", "replica_server_name")
	f.agent.Always("replication.plan", planned(nil, "ModifyReplicationSettings", "ResumeReplication"))
	plan := f.Plan(kind, read, declared())
	if !plan.Changes() || len(plan.RequiresReplace) > 0 {
		t.Error("the drift is not planned as a change in place")
	}
}

func TestReadAcceptsNumbersThatNobodyKnows(t *testing.T) {
	t.Parallel()
	f := start(t)
	instance := f.created(t, declared())
	f.agent.Always("replication.get", observed(params{"state": params{"number": 42, "name": "Unknown(42)"}}))
	read, diagnostics := f.Read(kind, instance)
	diagnostics.Empty(t)
	assertText(t, read, "Unknown(42)", "replication_state", "name")
}

func TestUpdateChangesInPlace(t *testing.T) {
	t.Parallel()
	f := start(t)
	instance := f.created(t, declared())
	f.agent.Always("replication.plan", planned(nil, "SuspendReplication"))
	plan := f.Plan(kind, instance, with(declared(), plugin.Values{"state": "suspended"}))
	assertText(t, plan.Instance, "<unknown>", "replication_state")
	f.agent.Always("replication.get", observed(params{"state": params{"number": 7, "name": "Suspended"}}))
	updated, diagnostics := f.Apply(t.Context(), kind, plan)
	diagnostics.Empty(t)
	assertText(t, updated, "suspended", "state")
	assertText(t, updated, "Suspended", "replication_state", "name")
	applied := f.agent.Requests("replication.apply")
	last := applied[len(applied)-1].Params
	if last["state"] != "suspended" || last["expectCluster"] != "primary" || last["planDigest"] != nil {
		t.Errorf("sent %v", last)
	}
}

func TestUpdateOfProtectionAsksNobody(t *testing.T) {
	t.Parallel()
	f := start(t)
	instance := f.created(t, declared())
	before := len(f.agent.Requests(""))
	plan := f.Plan(kind, instance, with(declared(), plugin.Values{"deletion_protection": false}))
	updated, diagnostics := f.Apply(t.Context(), kind, plan)
	diagnostics.Empty(t)
	assertText(t, updated, `tftypes.Bool<"false">`, "deletion_protection")
	assertText(t, updated, "Replicating", "replication_state", "name")
	if asked := len(f.agent.Requests("")) - before; asked != 0 {
		t.Errorf("%d requests", asked)
	}
}

func TestUpdateThatFailsKeepsTheStateBefore(t *testing.T) {
	t.Parallel()
	f := start(t)
	instance := f.created(t, declared())
	f.agent.Always("replication.plan", planned(nil, "SuspendReplication"))
	plan := f.Plan(kind, instance, with(declared(), plugin.Values{"state": "suspended"}))
	f.agent.Refuse("replication.apply", 32775, "Invalid state for this operation", params{"reason": "invalid_state", "outcome": "failed"})
	kept, diagnostics := f.Apply(t.Context(), kind, plan)
	diagnostics.Error(t, "", "Unable to change", "32775")
	assertText(t, kept, "replicating", "state")
}

func TestDeleteRemovesThisSideAndSaysWhatIsLeft(t *testing.T) {
	t.Parallel()
	f := start(t)
	instance := f.created(t, with(declared(), plugin.Values{"deletion_protection": false}))
	f.agent.Always("replication.plan", planned(nil, "RemoveReplicationRelationship"))
	f.agent.Always("replication.apply", operation(params{"warnings": []params{
		{"reason": "leftover_on_other_side", "message": "The recovery side keeps its part: call RemoveReplicationRelationship there.", "path": nil},
	}}))
	plan := f.Plan(kind, instance, nil)
	plan.Diagnostics.Empty(t)
	removed, diagnostics := f.Apply(t.Context(), kind, plan)
	diagnostics.Warning(t, "", "leftover on other side", "call RemoveReplicationRelationship there")
	if !removed.Value.IsNull() {
		t.Error("the resource is still there")
	}
	applied := f.agent.Requests("replication.apply")
	if last := applied[len(applied)-1].Params; last["state"] != "absent" || last["collection"] != id {
		t.Errorf("sent %v", last)
	}
}

func TestDeleteOfWhatIsGoneSucceeds(t *testing.T) {
	t.Parallel()
	f := start(t)
	instance := f.created(t, with(declared(), plugin.Values{"deletion_protection": false}))
	gone := params{"reason": "unknown_collection", "outcome": "not_started"}
	f.agent.Refuse("replication.plan", -32004, "Not found", gone)
	f.agent.Refuse("replication.apply", -32004, "Not found", gone)
	plan := f.Plan(kind, instance, nil)
	plan.Diagnostics.Empty(t)
	removed, diagnostics := f.Apply(t.Context(), kind, plan)
	diagnostics.Empty(t)
	if !removed.Value.IsNull() {
		t.Error("the resource is still there")
	}
}

func TestImportTakesOverWithAnEmptyPlan(t *testing.T) {
	t.Parallel()
	for _, given := range []string{id, "sql-fci", "primary/" + id, "PRIMARY/sql-fci"} {
		f := start(t)
		f.replicates()
		instance, diagnostics := f.Import(kind, given)
		diagnostics.Empty(t)
		read, diagnostics := f.Read(kind, instance)
		diagnostics.Empty(t)
		plan := f.Plan(kind, read, with(declared(), plugin.Values{
			"wait": "synchronized", "allow": []string{"reseed"}, "timeouts": plugin.Values{"create": "3h"},
			"initial_replication": plugin.Values{"type": "network"}, "deletion_protection": true,
		}))
		plan.Diagnostics.Empty(t)
		if plan.Changes() {
			t.Errorf("import by %s is followed by a plan: %s", given, plan.Value)
		}
	}
}

func TestImportRefusesWhatIsNotThere(t *testing.T) {
	t.Parallel()
	f := start(t)
	f.replicates()
	_, diagnostics := f.Import(kind, "recovery/"+id)
	diagnostics.Error(t, "", `comes from cluster "primary", expected is "recovery"`)
	f.agent.Always("replication.get", observed(params{"side": "none"}))
	_, diagnostics = f.Import(kind, id)
	diagnostics.Error(t, "", "has no replication relationship there")
}
