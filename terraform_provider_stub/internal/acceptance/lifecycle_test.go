// SPDX-License-Identifier: Apache-2.0

package acceptance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/cli"
)

// everyAttribute declares whatever can be declared, in a spelling that the host does not use.
const everyAttribute = `
resource "hvcr_collection_replication" "all" {
  collection = %q
  state      = "replicating"
  settings = {
    replica_server_name               = "Broker.Recovery.EXAMPLE"
    replica_server_port               = 443
    authentication_type               = "certificate"
    certificate_thumbprint            = "abcdef0123456789abcdef0123456789abcdef01"
    compression_enabled               = false
    bypass_proxy_server               = true
    replication_frequency_sec         = 900
    recovery_history                  = %d
    vss_snapshot_frequency_hour       = 2
    replicate_host_kvp_items          = false
    auto_resynchronize_enabled        = true
    auto_resynchronize_interval_start = "22:15"
    auto_resynchronize_interval_end   = "04:45"
    replicated_disk_paths             = ["c:\\clusterstorage\\volume1\\%s.VHDS"]
  }
  initial_replication = { type = "network" }
  allow               = ["discardRecoveryPoints"]
  wait                = "synchronized"
  deletion_protection = true
  timeouts            = { create = "5m", read = "1m", update = "5m", delete = "5m" }
}
`

func lifecycleCollections() []object {
	collections := []object{
		collection("all-0"), collection("all-1"), collection("all-2"), collection("all-3"),
		replicating("identified"), collection("stated"), replicating("drifting"), replicating("fits"), replicating("differs"),
	}
	for i := range 10 {
		collections = append(collections, collection(fmt.Sprintf("many-%d", i)))
	}
	return collections
}

func TestEveryAttributeSurvivesApplyAndImport(t *testing.T) {
	t.Parallel()
	s := shared(t)
	turn := 0
	cli.Each(t, func(t *testing.T, c cli.CLI) {
		name := fmt.Sprintf("all-%d", turn)
		turn++
		w := workspace(t, c, s.primary)
		w.Write("main.tf", fmt.Sprintf(everyAttribute, name, 4, name))
		cli.WantText(w, w.Apply(), "This is a simulation")
		w.WantValue("hvcr_collection_replication.all", "replication_state.name", "Replicating")
		w.WantValue("hvcr_collection_replication.all", "settings.replica_server_name", "Broker.Recovery.EXAMPLE")
		w.WantEmptyPlan("after the apply")

		id := w.Value("hvcr_collection_replication.all", "collection_id")
		cluster := w.Value("hvcr_collection_replication.all", "cluster")
		for _, by := range []string{cluster + "/" + id, cluster + "/" + name, name, strings.ToLower(id)} {
			w.Must("state", "rm", "hvcr_collection_replication.all")
			w.Must("import", "-input=false", "hvcr_collection_replication.all", by)
			w.WantEmptyPlan("after the import by " + by)
		}

		w.Write("main.tf", fmt.Sprintf(everyAttribute, name, 2, name))
		if plan := w.WantNoReplacement("a shorter history"); plan.Actions("hvcr_collection_replication.all") != "update" {
			t.Errorf("a changed setting is planned as %q", plan.Actions("hvcr_collection_replication.all"))
		}
		w.Apply()
		w.WantEmptyPlan("after the change")
		removeProtected(t, w, fmt.Sprintf(everyAttribute, name, 2, name))
	})
}

// removeProtected destroys what is protected, in the two steps that it takes.
func removeProtected(t *testing.T, w *cli.Workspace, config string) {
	t.Helper()
	w.WantError([]string{"destroy", "-auto-approve", "-input=false"}, "is protected", "apply deletion_protection = false first")
	w.Write("main.tf", strings.Replace(config, "deletion_protection = true", "deletion_protection = false", 1))
	w.Apply()
	cli.WantText(w, w.Must("destroy", "-auto-approve", "-input=false"), "leftover on other side", "Destroy complete")
}

func TestImportByIdentityIsFollowedByAnEmptyPlan(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Each(t, func(t *testing.T, c cli.CLI) {
		c.Needs(t, cli.Identity)
		w := workspace(t, c, s.primary)
		declare(w, "identified")
		var observed struct {
			Collection struct{ ID string } `json:"collection"`
			Cluster    string              `json:"cluster"`
		}
		s.primary.Must("replication.get", object{"collection": "identified"}, &observed)
		w.Write("import.tf", fmt.Sprintf(`
import {
  to       = %s
  identity = { cluster = %q, collection_id = %q }
}`, address("identified"), observed.Cluster, observed.Collection.ID))
		cli.WantText(w, w.Apply(), "1 imported", "0 changed")
		w.WantEmptyPlan("after the import by identity")
	})
}

func TestStatesAreReachedInPlace(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		w := workspace(t, c, s.primary)
		for _, step := range []struct{ state, actions, shown string }{
			{"enabled", "create", "Ready for replication"},
			{"replicating", "update", "Replicating"},
			{"suspended", "update", "Suspended"},
			{"replicating", "update", "Replicating"},
		} {
			declare(w, "stated", fmt.Sprintf("state = %q", step.state), `wait = "synchronized"`)
			plan, _ := w.Plan()
			if got := plan.Actions(address("stated")); got != step.actions {
				t.Errorf("%s is planned as %q, expected %q", step.state, got, step.actions)
			}
			w.Apply()
			w.WantValue(address("stated"), "replication_state.name", step.shown)
			w.WantEmptyPlan("as " + step.state)
		}
	})
}

func TestDriftIsFoundAndRepairedInPlace(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		w := workspace(t, c, s.primary)
		declare(w, "drifting")
		w.Apply() // Adopts what is there.
		s.primary.Must("hyperv.SuspendReplication", object{"Collection": "drifting", "wait": "started"}, nil)
		if plan := w.WantNoReplacement("suspended by hand"); plan.Actions(address("drifting")) != "update" {
			t.Errorf("the drift is planned as %q", plan.Actions(address("drifting")))
		}
		w.Apply()
		w.WantEmptyPlan("after the repair")
		s.primary.Must("hyperv.RemoveReplicationRelationship", object{"Collection": "drifting", "wait": "started"}, nil)
		if plan, _ := w.Plan(); plan.Actions(address("drifting")) != "create" {
			t.Errorf("a removed relationship is planned as %q", plan.Actions(address("drifting")))
		}
	})
}

func TestTenCollectionsAtOnce(t *testing.T) {
	t.Parallel()
	s := shared(t)
	var config strings.Builder
	for i := range 10 {
		config.WriteString(declaration(fmt.Sprintf("many-%d", i)))
	}
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		w := workspace(t, c, s.primary)
		w.Write("main.tf", config.String())
		cli.WantText(w, w.Apply("-parallelism=10"), "Apply complete! Resources: 10 added")
		w.WantEmptyPlan("ten at once")
	})
}

func TestOpenRelationshipsAreAdoptedOnlyWhereTheyFit(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		w := workspace(t, c, s.primary)
		declare(w, "fits")
		w.Apply()
		w.WantEmptyPlan("after the adoption")

		other := workspace(t, c, s.primary)
		other.Write("main.tf", strings.Replace(declaration("differs"), `authentication_type = "kerberos"`,
			"authentication_type = \"kerberos\"\n    recovery_history = 9", 1))
		other.WantError([]string{"apply", "-auto-approve", "-input=false"}, "is replicated already", "its settings differ", "import {")
		other.WantError([]string{"plan", "-input=false"}, "is replicated already")
	})
}
