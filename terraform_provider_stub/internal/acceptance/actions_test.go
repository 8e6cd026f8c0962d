// SPDX-License-Identifier: Apache-2.0

package acceptance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/cli"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/realagent"
)

// act invokes one action on one collection.
func act(t *testing.T, c cli.CLI, a *realagent.Agent, action, collection string, more ...string) cli.Result {
	t.Helper()
	w := workspace(t, c, a)
	w.Write("main.tf", fmt.Sprintf("action \"hvcr_%s\" \"it\" {\n  config {\n    collection = %q\n    %s\n  }\n}\n",
		action, collection, strings.Join(more, "\n    ")))
	return w.Run("apply", "-auto-approve", "-input=false", "-invoke=action.hvcr_"+action+".it")
}

func mustAct(t *testing.T, c cli.CLI, a *realagent.Agent, action, collection string, more ...string) {
	t.Helper()
	if result := act(t, c, a, action, collection, more...); result.Code != 0 {
		t.Fatalf("%s on %s ended with %d:\n%s%s", action, collection, result.Code, result.Out, result.Err)
	}
}

const irreversible = `acknowledge = "irreversible"`

func actionCollections() []object {
	return []object{
		collection("start"), slow("copying"), replicating("moving"), replicating("testing"), replicating("going"),
		collection("behind", object{"replication": object{"state": 9, "settings": object{"autoResynchronizeEnabled": false}}}),
		replicating("checked"), replicating("planned"), replicating("once"),
	}
}

func TestEveryActionIsInvoked(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		c.Needs(t, cli.Actions)
		enable(s.primary, "start")
		mustAct(t, c, s.primary, "start_replication", "start", `initial_replication_type = "network"`, `wait = "synchronized"`)

		enable(s.primary, "copying")
		mustAct(t, c, s.primary, "start_replication", "copying", `initial_replication_type = "network"`)
		mustAct(t, c, s.primary, "initial_replication_cancel", "copying")

		mustAct(t, c, s.recovery, "test_failover", "testing", `collection_recovery_point = { before = "2100-01-01T00:00:00Z" }`)
		mustAct(t, c, s.recovery, "test_failover_cleanup", "testing")

		mustAct(t, c, s.primary, "planned_failover_prepare", "moving")
		mustAct(t, c, s.primary, "planned_failover_revert", "moving")
		mustAct(t, c, s.recovery, "failover", "moving", `acknowledge = "unplanned"`)
		mustAct(t, c, s.recovery, "failover_revert", "moving", irreversible)
		mustAct(t, c, s.recovery, "failover", "moving", `acknowledge = "unplanned"`)
		mustAct(t, c, s.recovery, "failover_commit", "moving", irreversible)
		mustAct(t, c, s.primary, "prepare_for_reverse", "moving", irreversible)
		mustAct(t, c, s.recovery, "reverse", "moving")

		mustAct(t, c, s.primary, "resynchronize", "behind", irreversible, `include_suspended = false`, `start_time = timeadd(plantimestamp(), "48h")`)
		mustAct(t, c, s.primary, "resynchronize_cancel", "behind")

		mustAct(t, c, s.primary, "host_method", "going", irreversible, `method = "ResetReplicationStatistics"`)
		mustAct(t, c, s.primary, "remove", "going", irreversible)
		mustAct(t, c, s.recovery, "remove", "going", irreversible)
	})
}

// enable makes a relationship without starting it.
func enable(a *realagent.Agent, name string) {
	a.Must("replication.apply", object{
		"collection": name, "state": "enabled",
		"settings": object{"replicaServerName": "broker.recovery.example", "authenticationType": "kerberos"},
	}, nil)
}

func TestActionsAreCheckedBeforeTheyAreInvoked(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		c.Needs(t, cli.Actions)
		for name, test := range map[string]struct {
			action string
			more   []string
			texts  []string
		}{
			"wrong side":           {"failover", []string{`acknowledge = "unplanned"`}, []string{"would be refused", "Valid now:"}},
			"nothing to revert":    {"planned_failover_revert", nil, []string{"would be refused"}},
			"no acknowledgement":   {"failover_commit", nil, []string{"acknowledge"}},
			"wrong acknowledgment": {"remove", []string{`acknowledge = "yes"`}, []string{"must be one of", "irreversible"}},
			"unknown method":       {"host_method", []string{irreversible, `method = "Explode"`}, []string{"Explode", "CancelUpdateDiskSet"}},
		} {
			t.Run(name, func(t *testing.T) {
				result := act(t, c, s.primary, test.action, "checked", test.more...)
				if result.Code == 0 {
					t.Fatalf("it was invoked:\n%s", result.Out)
				}
				for _, text := range test.texts {
					if !strings.Contains(result.Text(), text) {
						t.Errorf("%q is missing in:\n%s%s", text, result.Out, result.Err)
					}
				}
			})
		}
		if result := act(t, c, s.recovery, "failover", "nobody"); !strings.Contains(result.Text(), "unknown_collection") {
			t.Errorf("an unknown collection: %s", result.Text())
		}
	})
}

func TestUnplannedFailoverNeedsOnlyTheRecoverySide(t *testing.T) {
	t.Parallel()
	fabric, primary := mortal(t, scenario(100, replicating("print")))
	s := sites{primary: primary, recovery: own(t, fabric, "recovery")}
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		c.Needs(t, cli.Actions)
		home := workspace(t, c, s.primary)
		declare(home, "print")
		home.Apply()
		s.primary.Kill()
		if result := act(t, c, s.recovery, "failover", "print"); result.Code == 0 || !strings.Contains(result.Text(), "unplanned") {
			t.Errorf("a failover that nobody acknowledged: %d, %s", result.Code, result.Text())
		}
		w := c.Workspace(t, environment(s.recovery))
		w.Copy(example("unplanned-failover"))
		for _, action := range []string{"hvcr_failover", "hvcr_failover_revert", "hvcr_failover", "hvcr_failover_commit"} {
			w.Apply("-invoke=action." + action + ".print")
		}
		wantState(t, s.recovery, "print", "Committed")
		s.primary.Restart()
		home.WantNoReplacement("after the failover")
		mustAct(t, c, s.primary, "prepare_for_reverse", "print", irreversible)
		mustAct(t, c, s.recovery, "reverse", "print")
		home.WantEmptyPlan("after the reversal")
	})
}

func wantState(t *testing.T, a *realagent.Agent, name, expected string) {
	t.Helper()
	var observed struct {
		State struct{ Name string } `json:"state"`
	}
	a.Must("replication.get", object{"collection": name, "include": []string{}}, &observed)
	if observed.State.Name != expected {
		t.Errorf("%s is %s, expected %s", name, observed.State.Name, expected)
	}
}

func TestPlannedMoveIsNoDrift(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		c.Needs(t, cli.Actions)
		home := workspace(t, c, s.primary)
		declare(home, "planned")
		home.Apply()
		w := bothSites(t, c, s)
		w.Copy(example("planned-move"))
		w.Apply("-var=collection=planned")
		var there struct{ Side string }
		s.recovery.Must("replication.get", object{"collection": "planned"}, &there)
		if there.Side != "primary" {
			t.Errorf("after the reversal the recovery site is %s", there.Side)
		}
		home.WantEmptyPlan("after failover and reversal")
		home.WantValue(address("planned"), "state", "replicating")
		home.Apply("-refresh-only")
		home.WantValue(address("planned"), "mode.name", "Replica")
		home.WantEmptyPlan("after a refresh on the other side")
	})
}

func TestOneKeyIsOneOperation(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		c.Needs(t, cli.Actions)
		for range 2 {
			mustAct(t, c, s.primary, "host_method", "once", irreversible, `method = "ResetReplicationStatistics"`,
				`parameters = {}`, `idempotency_key = "the-one"`)
		}
		var operations struct{ Items []struct{ Method string } }
		s.primary.Must("operation.list", object{"filter": object{"collection": "once"}}, &operations)
		if len(operations.Items) != 1 {
			t.Errorf("%d operations: %v", len(operations.Items), operations.Items)
		}
	})
}
