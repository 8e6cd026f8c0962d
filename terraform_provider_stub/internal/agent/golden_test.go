// SPDX-License-Identifier: Apache-2.0

package agent_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/fakeagent"
)

// golden are the exchanges that the agent, the documentation and all clients share: one file for each method.
var golden = filepath.Join("..", "..", "..", "examples", "jsonrpc")

type exchange struct {
	Request struct {
		Method string         `json:"method"`
		Params map[string]any `json:"params"`
	} `json:"request"`
	Response struct {
		Result json.RawMessage `json:"result"`
	} `json:"response"`
}

// calls make the provider's own call for a method, and look at what it makes of the answer.
var calls = map[string]func(t *testing.T, a *agent.Agent) error{
	"replication.get": func(t *testing.T, a *agent.Agent) error {
		t.Helper()
		got, err := a.Get(t.Context(), "sql-fci")
		want(t, err == nil, got.Collection.ID != "", got.Side != "", got.Mode.Name != "", got.State.Name != "", got.Cluster.Name != "")
		return err
	},
	"replication.list": func(t *testing.T, a *agent.Agent) error {
		t.Helper()
		got, err := a.List(t.Context(), agent.Filter{Name: "*"})
		want(t, err == nil, len(got.Items) > 0, got.Items[0].Collection.ID != "", got.Items[0].Document.Collection != "", got.Node != "")
		return err
	},
	"replication.plan": func(t *testing.T, a *agent.Agent) error {
		t.Helper()
		got, err := a.Plan(t.Context(), agent.Desired{})
		want(t, err == nil, got.Collection.ID != "", got.Digest != "", got.After != nil)
		return err
	},
	"replication.apply": func(t *testing.T, a *agent.Agent) error {
		t.Helper()
		got, err := a.Apply(t.Context(), agent.Change{})
		want(t, err == nil, got.Collection.ID != "", got.Status != "", got.Endpoint != "")
		return err
	},
	"replication.check": func(t *testing.T, a *agent.Agent) error {
		t.Helper()
		got, err := a.Check(t.Context(), "sql-fci", "StartReplication")
		want(t, err == nil, got.Allowed || got.Message != "", got.Node != "")
		return err
	},
	"recoveryPoint.list": func(t *testing.T, a *agent.Agent) error {
		t.Helper()
		got, _, err := a.RecoveryPoints(t.Context(), "sql-fci")
		want(t, err == nil, len(got) > 0, got[0].ID != "", got[0].CreatedAt != "", got[0].Consistency.Name != "")
		return err
	},
	"agent.info": func(t *testing.T, a *agent.Agent) error {
		t.Helper()
		got, err := a.Info(t.Context())
		want(t, err == nil, got.Cluster.ID != "", got.Cluster.Name != "", got.Version != "", got.APIVersion == "1")
		return err
	},
	"agent.preflight": func(t *testing.T, a *agent.Agent) error {
		t.Helper()
		got, err := a.Preflight(t.Context())
		want(t, err == nil, len(got) > 0, got[0].ID != "", got[0].Title != "", got[0].Status != "")
		return err
	},
}

func want(t *testing.T, conditions ...bool) {
	t.Helper()
	for i, condition := range conditions {
		if !condition {
			t.Errorf("condition %d does not hold", i)
			return
		}
	}
}

func TestReadsTheGoldenExchanges(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(golden, "*.json"))
	if err != nil || len(files) == 0 {
		t.Skipf("no exchanges in %s: this is a copy of the provider's folder alone", golden)
	}
	seen := map[string]bool{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var one exchange
		if err := json.Unmarshal(content, &one); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if call, ok := calls[one.Request.Method]; ok || strings.HasPrefix(one.Request.Method, "hyperv.") {
			seen[one.Request.Method] = true
			t.Run(filepath.Base(file), func(t *testing.T) {
				t.Parallel()
				replay(t, one, call)
			})
		}
	}
	for method := range calls {
		if !seen[method] {
			t.Errorf("there is no exchange of %s", method)
		}
	}
}

// replay answers the provider's call as the golden exchange does.
func replay(t *testing.T, one exchange, call func(*testing.T, *agent.Agent) error) {
	t.Helper()
	fake := fakeagent.Start(t)
	fake.On(one.Request.Method, func(sent fakeagent.Params) fakeagent.Answer {
		if sent["cursor"] != nil && one.Request.Params["cursor"] != sent["cursor"] {
			return fakeagent.Answer{Result: fakeagent.Own(fakeagent.Params{"items": []any{}, "next": nil})}
		}
		return fakeagent.Answer{Result: one.Response.Result}
	})
	if method, verbatim := strings.CutPrefix(one.Request.Method, "hyperv."); verbatim {
		call = func(t *testing.T, a *agent.Agent) error {
			t.Helper()
			got, err := a.Invoke(t.Context(), agent.Verb{Method: method, Collection: "sql-fci", Params: one.Request.Params})
			want(t, err == nil, got.ReturnValue == 0 || got.ReturnValue == 4096, got.Node != "")
			return err
		}
	}
	if err := call(t, connect(t, fake, "")); err != nil {
		t.Error(err)
	}
}
