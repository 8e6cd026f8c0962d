// SPDX-License-Identifier: Apache-2.0

package replication_test

import (
	"maps"
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/fakeagent"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/plugin"
)

const (
	kind = "hvcr_collection_replication"
	id   = "7D0A5F3E-5B1C-4B6F-9B1E-0C7C3C1E2A11"
)

// fixture is a provider and an agent in which every answer can be replaced.
type fixture struct {
	*plugin.Server
	agent *fakeagent.Agent
}

func start(t *testing.T) fixture {
	t.Helper()
	fake := fakeagent.Start(t)
	server, diagnostics := plugin.Start(t, plugin.Values{
		"url": fake.URL, "ca_file": fake.CAFile, "token": "secret", "max_retries": 0,
	})
	diagnostics.Empty(t)
	return fixture{server, fake}
}

func declared() plugin.Values {
	return plugin.Values{
		"collection": "sql-fci",
		"settings": plugin.Values{
			"replica_server_name": "broker.recovery.example", "authentication_type": "kerberos", "recovery_history": 4,
		},
	}
}

func with(base plugin.Values, changes plugin.Values) plugin.Values {
	merged := maps.Clone(base)
	maps.Copy(merged, changes)
	return merged
}

type params = fakeagent.Params

func ref() params { return params{"id": id, "name": "sql-fci"} }

// observed is the collection on the primary side, replicating as declared.
func observed(changes params) params {
	base := fakeagent.Own(params{
		"collection": ref(), "side": "primary",
		"mode":      params{"number": 1, "name": "Primary"},
		"state":     params{"number": 3, "name": "Replicating"},
		"satisfies": []string{"enabled", "replicating"},
		"document": params{
			"collection": id, "state": "replicating",
			"settings": params{
				"replicaServerName": "broker.recovery.example", "replicaServerPort": 80, "authenticationType": "kerberos",
				"compressionEnabled": true, "bypassProxyServer": false, "replicationFrequencySec": 300, "recoveryHistory": 4,
				"replicateHostKvpItems": true, "autoResynchronizeEnabled": true,
				"autoResynchronizeIntervalStart": "18:30", "autoResynchronizeIntervalEnd": "06:00",
				"replicatedDiskPaths": []string{`C:\ClusterStorage\Volume1\sql.vhds`},
			},
		},
	})
	maps.Copy(base, changes)
	return base
}

func planned(changes params, methods ...string) params {
	steps := []params{}
	for i, method := range methods {
		steps = append(steps, params{"number": i + 1, "method": method, "params": params{}, "reason": "needed"})
	}
	base := fakeagent.Own(params{
		"collection": ref(), "changed": len(steps) > 0, "digest": "d1", "blocked": nil, "needs": []string{}, "steps": steps,
		"warnings": []params{}, "before": params{"collection": id}, "after": params{"collection": id},
	})
	maps.Copy(base, changes)
	return base
}

func operation(changes params) params {
	base := fakeagent.Own(params{
		"id": "hv01-01J", "method": "replication.apply", "collection": ref(), "changed": true, "status": "succeeded",
		"waitSatisfied": true, "percent": 100, "steps": []params{}, "error": nil,
	})
	maps.Copy(base, changes)
	return base
}

// replicates answers as an agent where everything goes well.
func (f fixture) replicates() {
	f.agent.Always("replication.plan", planned(nil, "CreateReplicationRelationship", "StartReplication"))
	f.agent.Always("replication.apply", operation(nil))
	f.agent.Always("replication.get", observed(nil))
	f.lists(observed(nil))
}

func (f fixture) lists(items ...params) {
	f.agent.Always("replication.list", fakeagent.Own(params{"items": items, "next": nil}))
}

// created is the resource after a successful create.
func (f fixture) created(t *testing.T, config plugin.Values) plugin.Instance {
	t.Helper()
	f.replicates()
	plan := f.Plan(kind, f.Absent(kind), config)
	plan.Diagnostics.Empty(t)
	instance, diagnostics := f.Apply(t.Context(), kind, plan)
	diagnostics.Empty(t)
	return instance
}

func assertText(t *testing.T, instance plugin.Instance, expected string, names ...string) {
	t.Helper()
	if got := plugin.Text(t, plugin.Attribute(t, instance.Value, names...)); got != expected {
		t.Errorf("%v is %s, expected %s", names, got, expected)
	}
}

// assertNothingStored: an error of a create that came with a state would taint it, and the next plan would destroy.
func assertNothingStored(t *testing.T, instance plugin.Instance) {
	t.Helper()
	if !instance.Value.IsNull() {
		t.Errorf("a failed create stored a state: %s", instance.Value)
	}
}
