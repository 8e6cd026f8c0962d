// SPDX-License-Identifier: Apache-2.0

package acceptance

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/cli"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/realagent"
)

type object = map[string]any

// sites are the agents of both clusters of one fabric.
type sites struct {
	primary, recovery *realagent.Agent
}

// start starts both agents over collections that are not replicated yet. A fabric second is a fraction of a real one.
func start(t *testing.T, collections ...object) sites {
	t.Helper()
	return startScenario(t, scenario(100, collections...))
}

func startScenario(t *testing.T, scenario object) sites {
	t.Helper()
	if os.Getenv(realagent.Home) == "" {
		t.Skipf("%s names no agent", realagent.Home)
	}
	fabric := realagent.NewFabric(t, scenario)
	return sites{primary: fabric.Start("primary"), recovery: fabric.Start("recovery")}
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
	return collection(name, object{"replication": object{"state": 3, "settings": object{"recoveryHistory": 4}}})
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
