// SPDX-License-Identifier: Apache-2.0

package acceptance

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/cli"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/realagent"
)

// example is the folder of a runnable example.
func example(name string) string {
	return filepath.Join("..", "..", "..", "examples", "terraform", name)
}

// bothSites is a workspace whose configuration names both agents by variables.
func bothSites(t *testing.T, c cli.CLI, s sites) *cli.Workspace {
	t.Helper()
	w := c.Workspace(t, nil)
	named := func(name string, a *realagent.Agent) string {
		return fmt.Sprintf("%s = { url = %q, token_file = %q, ca_file = %q }\n", name, a.URL, a.TokenFile, a.CAFile)
	}
	w.Write("terraform.tfvars", named("primary", s.primary)+named("recovery", s.recovery))
	return w
}

func exampleCollections() []object {
	return []object{
		collection("sql-fci"), collection("file-cluster"), collection("web-farm"), replicating("print"),
		replicating("query-a"), replicating("query-b"), collection("query-plain"), replicating("generated"),
	}
}

func TestExamplesRunAsTheyStand(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		t.Run("declare", func(t *testing.T) {
			w := c.Workspace(t, environment(s.primary))
			w.Copy(example("declare"))
			cli.WantText(w, w.Apply(), "3 added")
			w.WantEmptyPlan("declare")
		})
		t.Run("two-sites", func(t *testing.T) {
			w := bothSites(t, c, s)
			w.Copy(example("two-sites"))
			cli.WantText(w, w.Apply(), "Replica")
			w.WantEmptyPlan("two-sites")
		})
		t.Run("import", func(t *testing.T) {
			w := c.Workspace(t, environment(s.primary))
			w.Copy(example("import"))
			var info struct{ Cluster struct{ Name string } }
			s.primary.Must("agent.info", object{}, &info)
			cli.WantText(w, w.Apply("-var=cluster="+info.Cluster.Name), "1 imported", "0 changed")
		})
		t.Run("drill", func(t *testing.T) {
			c.Needs(t, cli.Actions)
			w := c.Workspace(t, environment(s.recovery))
			w.Copy(example("drill"))
			w.Apply("-invoke=action.hvcr_test_failover.drill")
			if id := strings.TrimSpace(w.Apply().Out); !strings.Contains(id, "test_collection") {
				t.Errorf("no test collection is shown: %s", id)
			}
			w.Apply("-invoke=action.hvcr_test_failover_cleanup.drill")
		})
	})
}

func TestEveryExampleOfTheDocumentationIsValid(t *testing.T) {
	t.Parallel()
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		root := filepath.Join("..", "..", "examples")
		folders, err := filepath.Glob(filepath.Join(root, "*", "*"))
		if err != nil || len(folders) < 20 {
			t.Fatalf("%d folders: %v", len(folders), err)
		}
		for _, folder := range append(folders, filepath.Join(root, "provider")) {
			if info, err := os.Stat(folder); err != nil || !info.IsDir() {
				continue
			}
			w := c.Workspace(t, nil)
			w.Copy(folder)
			validate(t, w, folder)
		}
		for _, folder := range []string{root, example("")} {
			absolute, err := filepath.Abs(folder)
			if err != nil {
				t.Fatal(err)
			}
			c.Workspace(t, nil).Must("fmt", "-check", "-diff", "-recursive", absolute)
		}
	})
}

// validate checks one folder. Import blocks belong to a resource, and a query to a provider block, that the snippets
// leave out.
func validate(t *testing.T, w *cli.Workspace, folder string) {
	t.Helper()
	for _, file := range []string{"import-by-identity.tf", "import-by-string-id.tf"} {
		_ = os.Remove(filepath.Join(w.Dir, file))
	}
	if !strings.HasSuffix(folder, "provider") {
		w.Write("terraform.tf", terraformBlock+`provider "hvcr" {}`)
	}
	arguments := []string{"validate"}
	if queries, _ := filepath.Glob(filepath.Join(w.Dir, "*.tfquery.hcl")); len(queries) > 0 {
		arguments = append(arguments, "-query")
	}
	if result := w.Run(arguments...); result.Code != 0 {
		t.Errorf("%s: %s%s", folder, result.Out, result.Err)
	}
}

func TestQueryFindsWhatReplicatesAndWritesItsConfiguration(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		w := querying(t, c, s, "query-*")
		result := w.Must("query", "-generate-config-out=generated.tf")
		cli.WantText(w, result, "query-a", "query-b")
		if strings.Contains(result.Out, "query-plain") {
			t.Error("a collection that does not replicate is listed")
		}
		cli.WantText(w, w.Apply(), "2 imported", "0 added, 0 changed, 0 destroyed")
		w.WantEmptyPlan("after the generated configuration")
	})
}

func TestQueryThatFindsNothingStillSaysWhoAnswered(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		w := querying(t, c, s, "nobody-*")
		cli.WantText(w, w.Must("query"), "This is a simulation")
	})
}

// querying is a workspace that asks for the replications of the collections with such names.
func querying(t *testing.T, c cli.CLI, s sites, names string) *cli.Workspace {
	t.Helper()
	c.Needs(t, cli.Query)
	w := workspace(t, c, s.primary)
	w.Write("provider.tf", `provider "hvcr" {}`)
	w.Write("all.tfquery.hcl", `
list "hvcr_collection_replication" "all" {
  provider         = hvcr
  include_resource = true
  config {
    name = "`+names+`"
  }
}`)
	return w
}

func TestGeneratedConfigurationOfAnImportPlansNothing(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Each(t, func(t *testing.T, c cli.CLI) {
		w := workspace(t, c, s.primary)
		w.Write("import.tf", "import {\n  to = "+address("generated")+"\n  id = \"generated\"\n}\n")
		w.Must("plan", "-input=false", "-generate-config-out=generated.tf")
		cli.WantText(w, w.Apply(), "1 imported", "0 changed")
		w.WantEmptyPlan("after the generated configuration")
	})
}
