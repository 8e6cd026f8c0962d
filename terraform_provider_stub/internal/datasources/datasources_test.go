// SPDX-License-Identifier: Apache-2.0

package datasources_test

import (
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
	return server, fake
}

func enum(number int, name string) params { return params{"number": number, "name": name} }

func point() params {
	return params{"id": "rp-1", "name": "sql-fci", "createdAt": "2026-11-23T01:00:00Z", "consistency": enum(3, "Group crash consistent")}
}

func collection() params {
	return params{
		"collection": params{"id": "C1", "name": "sql-fci"}, "side": "recovery", "mode": enum(2, "Replica"), "state": enum(42, "Unknown(42)"),
		"health": enum(2, "Warning"), "satisfies": []string{"enabled"}, "document": params{"settings": params{"recoveryHistory": 4}},
		"pendingStart": nil, "statistics": params{"pendingReplicationSize": 7}, "healthIssues": []string{"behind"},
		"members": []params{{
			"id": "VM1", "name": "sql1", "node": "hv02", "powerState": enum(3, "Off"), "state": enum(3, "Replicating"), "health": nil,
		}},
		"recoveryPoints": []params{point()}, "testCollection": params{"id": "T1", "name": "sql-fci - Test"},
	}
}

func TestReadsEverythingAboutOneCollection(t *testing.T) {
	t.Parallel()
	server, fake := start(t)
	fake.Always("replication.get", fakeagent.Own(collection()))
	state, diagnostics := server.Data("hvcr_collection_replication", plugin.Values{"collection": "sql-fci"})
	diagnostics.Empty(t)
	for expected, names := range map[string][]string{
		"C1": {"collection_id"}, "hv01": {"node"}, "Unknown(42)": {"replication_state", "name"}, "Warning": {"health", "name"},
		`{"pendingReplicationSize":7}`: {"statistics"}, "T1": {"test_collection_id"}, "<null>": {"pending_start"},
	} {
		if got := plugin.Text(t, plugin.Attribute(t, state, names...)); got != expected {
			t.Errorf("%v is %s, expected %s", names, got, expected)
		}
	}
}

func TestListsCollectionsThroughOneSharedList(t *testing.T) {
	t.Parallel()
	server, fake := start(t)
	fake.Always("replication.list", fakeagent.Own(params{"items": []params{collection()}, "next": nil}))
	for range 3 {
		_, diagnostics := server.Data("hvcr_collections", plugin.Values{})
		diagnostics.Empty(t)
	}
	if asked := len(fake.Requests("replication.list")); asked != 1 {
		t.Errorf("listed %d times", asked)
	}
	_, diagnostics := server.Data("hvcr_collections", plugin.Values{"name": "sql-*", "mode": "replica"})
	diagnostics.Empty(t)
	filter, _ := fake.Requests("replication.list")[1].Params["filter"].(params)
	if filter["name"] != "sql-*" || filter["mode"] != "replica" {
		t.Errorf("filtered by %v", filter)
	}
}

func TestListsRecoveryPoints(t *testing.T) {
	t.Parallel()
	server, fake := start(t)
	fake.Always("recoveryPoint.list", fakeagent.Own(params{"items": []params{point()}, "next": nil}))
	_, diagnostics := server.Data("hvcr_recovery_points", plugin.Values{"collection": "sql-fci"})
	diagnostics.Empty(t)
	fake.Refuse("recoveryPoint.list", -32004, "Not found: no such collection", params{"reason": "unknown_collection", "path": "collection"})
	_, diagnostics = server.Data("hvcr_recovery_points", plugin.Values{"collection": "sql-fci"})
	diagnostics.Error(t, "collection", "no such collection")
}

func TestShowsTheAgentAndItsPrerequisites(t *testing.T) {
	t.Parallel()
	server, fake := start(t)
	fake.Always("agent.info", fakeagent.Own(params{
		"version": "1.0.0", "apiVersion": 1, "site": "primary", "cluster": params{"id": "K1", "name": "primary"}, "capabilities": []string{"broker"},
	}))
	fake.Always("agent.preflight", fakeagent.Own(params{"items": []params{
		{"id": "P1", "title": "Windows Server 2016", "status": "pass", "detail": "2025"},
	}}))
	state, diagnostics := server.Data("hvcr_agent", plugin.Values{})
	diagnostics.Empty(t)
	for expected, name := range map[string]string{"K1": "cluster_id", "primary": "cluster_name", "1": "api_version"} {
		if got := plugin.Text(t, plugin.Attribute(t, state, name)); got != expected {
			t.Errorf("%s is %s, expected %s", name, got, expected)
		}
	}
}
