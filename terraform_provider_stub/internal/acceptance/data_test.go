// SPDX-License-Identifier: Apache-2.0

package acceptance

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/cli"
)

func dataCollections() []object {
	return []object{replicating("seen-a"), replicating("seen-b"), collection("seen-plain")}
}

// TestDataSourcesShowBothSites reads every data source, of both sites in one run.
func TestDataSourcesShowBothSites(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Each(t, func(t *testing.T, c cli.CLI) {
		w := bothSites(t, c, s)
		w.Copy("testdata/data")
		w.Apply()
		var outputs map[string]struct {
			Value any `json:"value"`
		}
		if err := json.Unmarshal([]byte(w.Must("output", "-json").Out), &outputs); err != nil {
			t.Fatal(err)
		}
		for name, expected := range map[string]string{
			"agents":     `["primary","simulator","recovery","simulator"]`,
			"sides":      `["primary","recovery"]`,
			"states":     `["Replicating","Replicating"]`,
			"found":      `["seen-a","seen-b","seen-plain"]`,
			"replicas":   `["seen-a","seen-b"]`,
			"has_points": `true`,
			"members":    `["SEEN-A1","SEEN-A2"]`,
			"broker":     `"broker.recovery.example"`,
			"unmet":      `[]`,
		} {
			shown, err := json.Marshal(outputs[name].Value)
			if err != nil {
				t.Fatal(err)
			}
			if string(shown) != expected {
				t.Errorf("%s is %s, expected %s", name, shown, expected)
			}
		}
		if plan, _ := w.Plan(); len(plan.ResourceChanges) > 0 {
			t.Errorf("reading alone plans %v", plan.ResourceChanges)
		}
	})
}

func TestDataSourcesExplainWhatTheyCannotRead(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		for kind, texts := range map[string][]string{
			`"hvcr_collection_replication" "x" { collection = "nobody" }`: {"Unable to read the replication of \"nobody\"", "Existing:", "collection = \"nobody\""},
			`"hvcr_recovery_points" "x" { collection = "nobody" }`:        {"Unable to list the recovery points of \"nobody\"", "unknown_collection"},
			`"hvcr_collections" "x" { health = "poorly" }`:                {"Unable to list the collections", "poorly", "health"},
		} {
			w := workspace(t, c, s.primary)
			w.Write("main.tf", "data "+strings.Replace(strings.Replace(kind, "{ ", "{\n", 1), " }", "\n}\n", 1))
			w.WantError([]string{"plan", "-input=false"}, texts...)
		}
	})
}
