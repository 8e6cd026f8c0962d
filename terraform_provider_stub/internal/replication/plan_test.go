// SPDX-License-Identifier: Apache-2.0

package replication_test

import (
	"strings"
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/fakeagent"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/plugin"
)

func TestPlanAsksNobodyWhereNothingDiffers(t *testing.T) {
	t.Parallel()
	f := start(t)
	instance := f.created(t, declared())
	before := len(f.agent.Requests(""))
	for name, config := range map[string]plugin.Values{
		"same":                   declared(),
		"collection by id":       with(declared(), plugin.Values{"collection": strings.ToLower(id)}),
		"other run instructions": with(declared(), plugin.Values{"wait": "accepted", "allow": []string{"reseed"}}),
		"other spelling": with(declared(), plugin.Values{"settings": plugin.Values{
			"replica_server_name": "BROKER.Recovery.Example", "authentication_type": "kerberos",
			"replicated_disk_paths": []string{`c:\CLUSTERSTORAGE\Volume1\SQL.vhds`},
		}}),
		"fewer settings": with(declared(), plugin.Values{"settings": nil}),
	} {
		if f.Plan(kind, instance, config).Changes() {
			t.Errorf("%s: the plan is not empty", name)
		}
	}
	if asked := len(f.agent.Requests("")) - before; asked != 0 {
		t.Errorf("%d requests for empty plans", asked)
	}
}

func TestPlanShowsTheAgentsWarningsAtTheirAttributes(t *testing.T) {
	t.Parallel()
	f := start(t)
	f.replicates()
	f.agent.Always("replication.plan", planned(params{"warnings": []params{
		{"reason": "setting_ignored", "message": "The host ignores the start time.", "path": "initialReplication.startTime"},
	}}, "CreateReplicationRelationship"))
	f.Plan(kind, f.Absent(kind), declared()).Diagnostics.Warning(t, "initial_replication.start_time", "ignores the start time")
}

func TestPlanReportsWhatTheAgentRefusesAtItsAttribute(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		code      int
		data      params
		attribute string
	}{
		"unknown collection": {-32004, params{"reason": "unknown_collection", "path": "collection", "allowed": []string{"sql-fci"}}, "collection"},
		"ambiguous name":     {-32602, params{"reason": "ambiguous_collection", "path": "collection", "allowed": []string{id, "other"}}, "collection"},
		"bad history":        {-32602, params{"reason": "invalid_value", "path": "settings.recoveryHistory", "allowed": []string{"0 … 16"}}, "settings.recovery_history"},
		"bad start time":     {-32602, params{"reason": "invalid_time", "path": "initialReplication.startTime"}, "initial_replication.start_time"},
		"unauthorized":       {-32001, params{"reason": "unauthorized"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := start(t)
			test.data["outcome"] = "not_started"
			f.agent.Refuse("replication.plan", test.code, "Refused: because", test.data)
			plan := f.Plan(kind, f.Absent(kind), declared())
			expected := []string{"Unable to plan the replication", "Refused: because"}
			allowed, _ := test.data["allowed"].([]string)
			plan.Diagnostics.Error(t, test.attribute, append(expected, allowed...)...)
		})
	}
}

func TestPlanOfSomethingUnknownIsLeftToTheApply(t *testing.T) {
	t.Parallel()
	f := start(t)
	plan := f.Plan(kind, f.Absent(kind), with(declared(), plugin.Values{"collection": plugin.Unknown}))
	plan.Diagnostics.Empty(t)
	if asked := len(f.agent.Requests("")); asked != 0 {
		t.Errorf("%d requests", asked)
	}
}

func TestPlanThatIsBlockedIsReportedAtWhatTheAgentNames(t *testing.T) {
	t.Parallel()
	for path, attribute := range map[string]string{
		"settings.replicaServerName":        "settings.replica_server_name",
		"initialReplication.startTime":      "initial_replication.start_time",
		"settings.replicatedDiskPaths[0]":   "settings.replicated_disk_paths",
		"initialReplication.exportLocation": "initial_replication.export_location",
		"state":                             "state",
		"":                                  "state",
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			f := start(t)
			blocked := params{"reason": "no_transition", "message": "There is no way", "path": path, "next": []string{"SuspendReplication"}}
			if path == "" {
				blocked["path"] = nil
			}
			f.agent.Always("replication.plan", planned(params{"blocked": blocked}))
			plan := f.Plan(kind, f.Absent(kind), declared())
			plan.Diagnostics.Error(t, attribute, "Unable to plan the replication", "There is no way", "Valid now: SuspendReplication")
		})
	}
}

func TestPlanThatThrowsSomethingAwayNeedsPermission(t *testing.T) {
	t.Parallel()
	f := start(t)
	instance := f.created(t, declared())
	shorter := with(declared(), plugin.Values{"settings": plugin.Values{"recovery_history": 2}})
	wanted := planned(params{
		"digest": "d2", "needs": []string{"discardRecoveryPoints"},
		"blocked": params{"reason": "needs_discard_recovery_points", "message": "The change deletes recovery points", "next": []string{}},
	}, "ModifyReplicationSettings")
	f.agent.Always("replication.plan", wanted)
	f.Plan(kind, instance, shorter).Diagnostics.Error(t, "allow", "deletes recovery points", `allow = ["discardRecoveryPoints"]`)

	wanted["blocked"] = nil
	f.agent.Always("replication.plan", wanted)
	permitted := f.Plan(kind, instance, with(shorter, plugin.Values{"allow": []string{"discardRecoveryPoints"}}))
	permitted.Diagnostics.Empty(t)
	if _, diagnostics := f.Apply(t.Context(), kind, permitted); diagnostics.HasError() {
		t.Fatal(diagnostics)
	}
	applied := f.agent.Requests("replication.apply")
	if digest := applied[len(applied)-1].Params["planDigest"]; digest != "d2" {
		t.Errorf("the permission was given for d2, but sent with %v", digest)
	}
}

func TestPlanForAnotherCollectionReplacesOnlyWithoutProtection(t *testing.T) {
	t.Parallel()
	other := planned(params{"collection": params{"id": "OTHER", "name": "other"}}, "CreateReplicationRelationship")
	for _, protection := range []bool{true, false} {
		f := start(t)
		config := with(declared(), plugin.Values{"deletion_protection": protection})
		instance := f.created(t, config)
		f.agent.Always("replication.plan", other)
		plan := f.Plan(kind, instance, with(config, plugin.Values{"collection": "other"}))
		if protection {
			plan.Diagnostics.Error(t, "deletion_protection", "is protected")
		} else if plan.Diagnostics.HasError() || len(plan.RequiresReplace) != 1 {
			t.Errorf("replace %v, diagnostics %v", plan.RequiresReplace, plan.Diagnostics)
		}
	}
}

func TestPlanOfARemovalIsRefusedWhileProtected(t *testing.T) {
	t.Parallel()
	f := start(t)
	instance := f.created(t, declared())
	f.Plan(kind, instance, nil).Diagnostics.Error(t, "deletion_protection", "is protected", "removed block")
}

func TestPlanWithAnUnknownProviderBlockIsPostponed(t *testing.T) {
	t.Parallel()
	server, diagnostics := plugin.Start(t, plugin.Values{"url": plugin.Unknown})
	diagnostics.Empty(t)
	plan := server.Plan(kind, server.Absent(kind), declared())
	plan.Diagnostics.Empty(t)
	_, failure := server.Apply(t.Context(), kind, plan)
	plugin.Diagnostics(failure).Error(t, "", "provider block is not known yet")
}

func TestConfigurationIsValidatedAtItsAttributes(t *testing.T) {
	t.Parallel()
	f := start(t)
	for attribute, config := range map[string]plugin.Values{
		"state":                        {"state": "absent"},
		"wait":                         {"wait": "forever"},
		"allow":                        {"allow": []string{"everything"}},
		"settings.authentication_type": {"settings": plugin.Values{"authentication_type": "ntlm"}},
		"initial_replication.type":     {"initial_replication": plugin.Values{"type": "pigeon"}},
		"timeouts.create":              {"timeouts": plugin.Values{"create": "soon"}},
	} {
		diagnostics := f.Validate(kind, with(declared(), config))
		if attribute == "allow" {
			attribute = "allow.ElementKeyInt(0)"
		}
		diagnostics.Error(t, attribute)
	}
	f.Validate(kind, declared()).Empty(t)
}

func TestSimulationIsNeverMistakenForARealCluster(t *testing.T) {
	t.Parallel()
	f := start(t)
	f.agent.Always("replication.plan", planned(params{"backend": "simulator"}, "CreateReplicationRelationship"))
	f.agent.Always("replication.apply", operation(params{"backend": "simulator"}))
	f.agent.Always("replication.get", observed(params{"backend": "simulator"}))
	list := fakeagent.Own(params{"items": []params{observed(nil)}, "next": nil})
	list["backend"] = "simulator"
	f.agent.Always("replication.list", list)
	plan := f.Plan(kind, f.Absent(kind), declared())
	plan.Diagnostics.Warning(t, "", "This is a simulation")
	instance, applied := f.Apply(t.Context(), kind, plan)
	applied.Warning(t, "", "This is a simulation")
	_, read := f.Read(kind, instance)
	read.Warning(t, "", "This is a simulation")
}
