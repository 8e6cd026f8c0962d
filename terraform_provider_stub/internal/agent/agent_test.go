// SPDX-License-Identifier: Apache-2.0

package agent_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/fakeagent"
)

func connect(t *testing.T, fake *fakeagent.Agent, expectCluster string) *agent.Agent {
	t.Helper()
	client, err := rpc.New(rpc.Config{
		URLs: []string{fake.URL}, CAFile: fake.CAFile, RequestTimeout: 5 * time.Second, MaxConcurrent: 4,
	})
	if err != nil {
		t.Fatal(err)
	}
	return agent.New(client, expectCluster)
}

func observed(id string) fakeagent.Params {
	return fakeagent.Params{
		"collection": fakeagent.Params{"id": id, "name": "name-" + id}, "side": "primary",
		"mode": fakeagent.Params{"number": 1, "name": "Primary"}, "state": fakeagent.Params{"number": 3, "name": "Replicating"},
		"satisfies": []string{"enabled", "replicating"}, "document": fakeagent.Params{"state": "replicating"},
	}
}

// listing serves count collections in pages of two.
func listing(fake *fakeagent.Agent, count int) {
	fake.On("replication.list", func(params fakeagent.Params) fakeagent.Answer {
		first := 0
		if cursor, ok := params["cursor"].(string); ok {
			_, _ = fmt.Sscan(cursor, &first)
		}
		items := []fakeagent.Params{}
		for i := first; i < min(first+2, count); i++ {
			items = append(items, observed(fmt.Sprintf("C%d", i)))
		}
		result := fakeagent.Own(fakeagent.Params{"items": items, "next": nil})
		if first+2 < count {
			result["next"] = fmt.Sprint(first + 2)
		}
		return fakeagent.Answer{Result: result}
	})
}

func TestReadsOfManyCollectionsShareOneList(t *testing.T) {
	t.Parallel()
	fake := fakeagent.Start(t)
	listing(fake, 5)
	a := connect(t, fake, "")
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			id := fmt.Sprintf("c%d", i%5) // Ids are compared without regard to case.
			if got, err := a.Lookup(context.Background(), id); err != nil || !strings.EqualFold(got.Collection.ID, id) {
				t.Errorf("%s: %v, %v", id, got.Collection, err)
			}
		})
	}
	group.Wait()
	if pages := len(fake.Requests("replication.list")); pages != 3 {
		t.Errorf("%d pages were asked for, expected 3", pages)
	}
	if single := len(fake.Requests("replication.get")); single != 0 {
		t.Errorf("%d collections were asked for alone", single)
	}
}

func TestReadsAloneWhatWasChangedSinceTheList(t *testing.T) {
	t.Parallel()
	fake := fakeagent.Start(t)
	listing(fake, 2)
	fake.Always("replication.get", fakeagent.Own(observed("C1")))
	fake.Always("replication.apply", fakeagent.Own(fakeagent.Params{
		"id": nil, "status": "succeeded", "collection": fakeagent.Params{"id": "C1", "name": "name-C1"},
	}))
	a := connect(t, fake, "")
	lookup := func(id string) {
		t.Helper()
		if _, err := a.Lookup(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	lookup("C1")
	if _, err := a.Apply(t.Context(), agent.Change{}); err != nil {
		t.Fatal(err)
	}
	lookup("C0")
	lookup("C1")
	if lists, single := len(fake.Requests("replication.list")), len(fake.Requests("replication.get")); lists != 1 || single != 1 {
		t.Errorf("%d lists and %d single reads, expected 1 and 1", lists, single)
	}
}

func TestReadsAloneWhereATokenMayNotList(t *testing.T) {
	t.Parallel()
	fake := fakeagent.Start(t)
	fake.Refuse("replication.list", rpc.CodeForbidden, "Forbidden", fakeagent.Params{"reason": "forbidden"})
	fake.Always("replication.get", fakeagent.Own(observed("C1")))
	a := connect(t, fake, "")
	for range 3 {
		if _, err := a.Lookup(t.Context(), "C1"); err != nil {
			t.Fatal(err)
		}
	}
	if lists := len(fake.Requests("replication.list")); lists != 1 {
		t.Errorf("listed %d times, although it is forbidden", lists)
	}
}

func TestWaitsAtTheAgentThatHasTheOperation(t *testing.T) {
	t.Parallel()
	fake := fakeagent.Start(t)
	var asked atomic.Int32
	fake.On("operation.wait", func(fakeagent.Params) fakeagent.Answer {
		status := "running"
		if asked.Add(1) == 3 {
			status = "succeeded"
		}
		return fakeagent.Answer{Result: fakeagent.Own(fakeagent.Params{
			"items": []fakeagent.Params{{"id": "hv01-1", "status": status, "waitSatisfied": false, "percent": asked.Load()}},
		})}
	})
	seen := []int64{}
	operation := agent.Operation{ID: "hv01-1", Status: "running", Endpoint: fake.URL + "/rpc"}
	ended, err := connect(t, fake, "").Await(t.Context(), operation, func(o agent.Operation) {
		if o.Percent != nil {
			seen = append(seen, *o.Percent)
		}
	})
	if err != nil || ended.Status != "succeeded" || fmt.Sprint(seen) != "[1 2 3]" {
		t.Errorf("got %v, %v, seen %v", ended.Status, err, seen)
	}
}

func TestAWaitThatEndsEarlyNamesTheOperation(t *testing.T) {
	t.Parallel()
	fake := fakeagent.Start(t)
	fake.On("operation.wait", func(fakeagent.Params) fakeagent.Answer {
		return fakeagent.Answer{Result: fakeagent.Own(fakeagent.Params{
			"items": []fakeagent.Params{{"id": "hv01-1", "status": "running"}},
		})}
	})
	ctx, cancel := context.WithCancel(t.Context())
	operation := agent.Operation{ID: "hv01-1", Status: "running", Endpoint: fake.URL + "/rpc"}
	count := 0
	_, err := connect(t, fake, "").Await(ctx, operation, func(agent.Operation) {
		if count++; count == 3 {
			cancel()
		}
	})
	var early *agent.WaitError
	if !errors.As(err, &early) || early.Operation.ID != "hv01-1" || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestRefusesAnswersOfAnotherCluster(t *testing.T) {
	t.Parallel()
	for expected, refused := range map[string]bool{
		"primary": false, "PRIMARY": false, "7d0a-id": false, "recovery": true, "other-id": true,
	} {
		t.Run(expected, func(t *testing.T) {
			t.Parallel()
			fake := fakeagent.Start(t)
			fake.Always("replication.get", fakeagent.Own(observed("C1")))
			fake.Always("agent.info", fakeagent.Own(fakeagent.Params{
				"cluster": fakeagent.Params{"id": "7D0A-ID", "name": "primary"},
			}))
			_, err := connect(t, fake, expected).Get(t.Context(), "C1")
			if got := rpc.HasReason(err, "wrong_cluster"); got != refused {
				t.Errorf("expected %s: %v", expected, err)
			}
		})
	}
}

func TestSendsEveryChangeWithAKeyAndTheExpectedCluster(t *testing.T) {
	t.Parallel()
	fake := fakeagent.Start(t)
	fake.Always("hyperv.CommitFailover", fakeagent.Own(fakeagent.Params{"ReturnValue": 0, "Job": nil, "operationId": "hv01-1"}))
	a := connect(t, fake, "recovery")
	result, err := a.Invoke(t.Context(), agent.Verb{
		Method: "CommitFailover", Collection: "sql-fci", Wait: agent.WaitStarted, IdempotencyKey: "k",
	})
	if err != nil || result.OperationID != "hv01-1" {
		t.Fatalf("got %v, %v", result, err)
	}
	sent := fake.Requests("hyperv.CommitFailover")[0].Params
	for name, expected := range map[string]any{
		"Collection": "sql-fci", "idempotencyKey": "k", "expectCluster": "recovery", "wait": "started",
	} {
		if sent[name] != expected {
			t.Errorf("%s is %v, expected %v", name, sent[name], expected)
		}
	}
}

func TestListThatNeverEndsIsAnError(t *testing.T) {
	t.Parallel()
	fake := fakeagent.Start(t)
	fake.Always("replication.list", fakeagent.Own(fakeagent.Params{"items": []any{}, "next": "again"}))
	if _, err := connect(t, fake, "").List(t.Context(), agent.Filter{}); err == nil || !strings.Contains(err.Error(), "does not end") {
		t.Errorf("got %v", err)
	}
}
