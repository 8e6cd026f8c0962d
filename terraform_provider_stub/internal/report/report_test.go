// SPDX-License-Identifier: Apache-2.0

package report_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/report"
	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
)

func TestConvertsNamesMechanically(t *testing.T) {
	t.Parallel()
	for member, expected := range map[string]string{
		"replicaServerPort":                "replica_server_port",
		"vssSnapshotFrequencyHour":         "vss_snapshot_frequency_hour",
		"replicateHostKvpItems":            "replicate_host_kvp_items",
		"InitialReplicationExportLocation": "initial_replication_export_location",
		"collection":                       "collection",
		"planDigest":                       "plan_digest",
		"CollectionID":                     "collection_id",
	} {
		if got := report.Snake(member); got != expected {
			t.Errorf("%s: got %s, expected %s", member, got, expected)
		}
	}
}

func TestAddressesTheAttributeThatTheAgentNames(t *testing.T) {
	t.Parallel()
	for member, expected := range map[string]string{
		"":                                "",
		"collection":                      "collection",
		"settings.replicaServerPort":      "settings.replica_server_port",
		"initialReplication.startTime":    "initial_replication.start_time",
		"settings.replicatedDiskPaths[2]": "settings.replicated_disk_paths",
		"Collection":                      "collection",
	} {
		if got := report.Attribute(member).String(); got != expected {
			t.Errorf("%s: got %s, expected %s", member, got, expected)
		}
	}
}

func TestSaysEverythingTheAgentSaid(t *testing.T) {
	t.Parallel()
	failure := &rpc.Error{
		Code: 32775, Method: "hyperv.InitiateFailover", RequestID: "r-1", Message: "Invalid state for this operation: not on the primary side",
		Data: rpc.ErrorData{
			Origin: rpc.Origin{Backend: "simulator", Cluster: rpc.Cluster{Name: "primary"}, Node: "hv01"},
			Reason: "wrong_side", Collection: &rpc.Ref{ID: "7D0A", Name: "sql-fci"},
			Mode: &rpc.Enum{Number: 1, Name: "Primary"}, State: &rpc.Enum{Number: 42, Name: "Unknown(42)"},
			Allowed: []string{"SuspendReplication"}, Hint: "Call it on the recovery side.", OperationID: "hv01-01J",
		},
	}
	assertContains(t, report.Detail(failure),
		"Invalid state for this operation", `"sql-fci" (7D0A), mode 1 Primary, state 42 Unknown(42)`,
		"Valid now: SuspendReplication", "What to do: Call it on the recovery side.",
		"hyperv.InitiateFailover answered 32775 (wrong_side) from node hv01 of cluster primary, a simulation, operation hv01-01J, request r-1 in its log.")
}

func TestSaysNothingTwice(t *testing.T) {
	t.Parallel()
	failure := &rpc.Error{
		Code: 32775, Method: "hyperv.StartReplication",
		Message: "Invalid state for this operation: StartReplication was refused for 'sql-fci' (7D0A), which is in mode 1 (Primary)," +
			" state 3 (Replicating). Valid now: SuspendReplication.",
		Data: rpc.ErrorData{
			Collection: &rpc.Ref{ID: "7D0A", Name: "sql-fci"}, Mode: &rpc.Enum{Number: 1, Name: "Primary"},
			State: &rpc.Enum{Number: 3, Name: "Replicating"}, Allowed: []string{"SuspendReplication"},
		},
	}
	for _, once := range []string{"7D0A", "SuspendReplication"} {
		if times := strings.Count(report.Detail(failure), once); times != 1 {
			t.Errorf("%q is said %d times:\n%s", once, times, report.Detail(failure))
		}
	}
	failure.Message = "Invalid state for this operation"
	assertContains(t, report.Detail(failure), `Collection: "sql-fci" (7D0A), mode 1 Primary, state 3 Replicating`, "Valid now: SuspendReplication")
}

func TestSpeaksOfAttributes(t *testing.T) {
	t.Parallel()
	failure := &rpc.Error{
		Message: "Invalid params: settings.recoveryHistory must not be 24, initialReplication.startTime is fine",
		Data:    rpc.ErrorData{Allowed: []string{"0 to 16"}, Hint: `Send "acknowledge":"unplanned".`},
	}
	assertContains(t, report.Detail(failure), "settings.recovery_history must", "initial_replication.start_time is", "Allowed: 0 to 16",
		`Send acknowledge = "unplanned".`)
}

func TestSaysWhatToDoAboutCredentialsAndLimits(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		failure  rpc.Error
		expected []string
	}{
		{rpc.Error{Code: rpc.CodeUnauthorized}, []string{"token_file", "HVCR_TOKEN", "administrator.token"}},
		{rpc.Error{Code: rpc.CodeForbidden, Data: rpc.ErrorData{Reason: "forbidden"}}, []string{"does not allow this"}},
		{rpc.Error{Code: rpc.CodeForbidden, Data: rpc.ErrorData{Reason: "foreign_host", Hint: "Use the certificate's name."}},
			[]string{"What to do: Use the certificate's name."}},
		{rpc.Error{Code: rpc.CodeRateLimited, RetryAfter: 7 * time.Second}, []string{"Wait 7s", "wrong token", "max_concurrent_requests"}},
	} {
		assertContains(t, report.Detail(&test.failure), test.expected...)
	}
}

func TestSaysWhyAWaitEnded(t *testing.T) {
	t.Parallel()
	percent := int64(40)
	operation := agent.Operation{ID: "hv01-01J", Method: "replication.apply", Collection: rpc.Ref{ID: "7D0A", Name: "sql-fci"}, Percent: &percent}
	for _, test := range []struct {
		why      error
		expected string
	}{
		{context.DeadlineExceeded, "`timeouts` allows is over"},
		{context.Canceled, "interrupted"},
		{errors.New("connection reset"), "connection reset"},
	} {
		assertContains(t, report.Detail(&agent.WaitError{Operation: operation, Err: test.why}),
			"hv01-01J", "goes on in the agent", "40 %", test.expected, "operation.get")
	}
}

func TestPutsTheErrorAtItsAttribute(t *testing.T) {
	t.Parallel()
	var diagnostics diag.Diagnostics
	report.Error(&diagnostics, "Unable to plan", &rpc.Error{Data: rpc.ErrorData{Path: "settings.recoveryHistory"}})
	placed, ok := diagnostics[0].(diag.DiagnosticWithPath)
	if !ok || placed.Path().String() != "settings.recovery_history" {
		t.Errorf("got %v", diagnostics)
	}
}

func assertContains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in:\n%s", part, text)
		}
	}
}
