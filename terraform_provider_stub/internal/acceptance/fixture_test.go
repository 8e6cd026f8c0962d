// SPDX-License-Identifier: Apache-2.0

package acceptance

import (
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/cli"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/realagent"
)

type object = map[string]any

// sites are the agents of both clusters of one fabric.
type sites struct {
	primary, recovery *realagent.Agent
}

// estate is the fabric of the tests that leave the agents alone: one pair of agents serves them all, at once. Each test
// speaks only of its own collections.
var estate struct {
	once   sync.Once
	folder string
	sites  sites
}

func TestMain(m *testing.M) {
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-interrupted
		realagent.KillAll()
		os.Exit(1)
	}()
	code := m.Run()
	realagent.KillAll()
	if estate.folder != "" {
		_ = os.RemoveAll(estate.folder)
	}
	os.Exit(code)
}

// estateCollections are what the tests of each file own.
func estateCollections() []object {
	return slices.Concat(actionCollections(), dataCollections(), exampleCollections(), faultCollections(), inProcessCollections(),
		lifecycleCollections(), secretCollections())
}

// shared is the estate, in the hands of a test that runs beside others.
func shared(t *testing.T) sites {
	t.Helper()
	needsAgent(t)
	estate.once.Do(func() {
		folder, err := os.MkdirTemp("", "hvcr-acceptance-")
		if err != nil {
			t.Fatal(err)
		}
		estate.folder = folder
		// Slow enough that a start time of tomorrow stays ahead for a quarter of an hour.
		fabric := realagent.NewFabric(t, folder, scenario(60, estateCollections()...))
		estate.sites.primary = fabric.Start(t, "primary")
		estate.sites.recovery = fabric.Start(t, "recovery")
	})
	if estate.sites.recovery == nil {
		t.Fatal("the shared agents could not be started; the first test tells why")
	}
	return sites{primary: estate.sites.primary.For(t), recovery: estate.sites.recovery.For(t)}
}

// mortal are agents of the test's own, which it may kill.
func mortal(t *testing.T, scenario object) (*realagent.Fabric, *realagent.Agent) {
	t.Helper()
	needsAgent(t)
	fabric := realagent.NewFabric(t, t.TempDir(), scenario)
	return fabric, own(t, fabric, "primary")
}

func own(t *testing.T, fabric *realagent.Fabric, site string) *realagent.Agent {
	t.Helper()
	a := fabric.Start(t, site).For(t)
	t.Cleanup(a.Kill)
	return a
}

func needsAgent(t *testing.T) {
	t.Helper()
	if os.Getenv(realagent.Home) == "" {
		t.Skipf("%s names no agent", realagent.Home)
	}
}

func scenario(factor float64, collections ...object) object {
	return object{
		"name": "acceptance", "clock": object{"mode": "scaled", "factor": factor},
		"link": object{"bytesPerSecond": 1_000_000_000}, "collections": collections,
	}
}

// collection is a guest cluster of two machines with a shared disk.
func collection(name string, changes ...object) object {
	one := object{
		"name": name,
		"members": []object{
			{"name": strings.ToUpper(name) + "1", "power": "off"}, {"name": strings.ToUpper(name) + "2", "power": "off"},
		},
		"disks": []object{{
			"path": `C:\ClusterStorage\Volume1\` + name + ".vhds", "gigabytes": 1,
			"members": []string{strings.ToUpper(name) + "1", strings.ToUpper(name) + "2"},
		}},
	}
	for _, change := range changes {
		for member, value := range change {
			one[member] = value
		}
	}
	return one
}

// replicating is a collection in the middle of its life.
func replicating(name string) object {
	return collection(name, object{"replication": object{"state": 3, "settings": object{
		"recoveryHistory": 4, "applicationConsistentSnapshotInterval": 1,
	}}})
}

// environment names one agent to the provider.
func environment(a *realagent.Agent) map[string]string {
	return map[string]string{"HVCR_URL": a.URL, "HVCR_TOKEN_FILE": a.TokenFile, "HVCR_CA_FILE": a.CAFile}
}

const terraformBlock = `
terraform {
  required_providers {
    hvcr = { source = "hvcr/hvcr" }
  }
}
`

// workspace is a folder in which the provider's only block means one agent.
func workspace(t *testing.T, c cli.CLI, a *realagent.Agent) *cli.Workspace {
	t.Helper()
	w := c.Workspace(t, environment(a))
	w.Write("terraform.tf", terraformBlock)
	return w
}

// declare writes a resource with the settings that a new relationship needs.
func declare(w *cli.Workspace, name string, more ...string) {
	w.Write("main.tf", declaration(name, more...))
}

func declaration(name string, more ...string) string {
	return fmt.Sprintf(`
resource "hvcr_collection_replication" %q {
  collection = %q
  settings = {
    replica_server_name = "broker.recovery.example"
    authentication_type = "kerberos"
  }
  %s
}
`, name, name, strings.Join(more, "\n  "))
}

func address(name string) string {
	return "hvcr_collection_replication." + name
}
