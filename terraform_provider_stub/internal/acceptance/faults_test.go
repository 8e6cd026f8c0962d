// SPDX-License-Identifier: Apache-2.0

package acceptance

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/cli"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/realagent"
)

// slow is a collection whose first copy takes minutes.
func slow(name string) object {
	return collection(name, object{"disks": []object{{
		"path": `C:\ClusterStorage\Volume1\` + name + ".vhds", "gigabytes": 100_000, "members": []string{"A", "B"},
	}}, "members": []object{{"name": "A"}, {"name": "B"}}})
}

func faultCollections() []object {
	return []object{
		slow("early"), collection("next"), collection("mistaken"), collection("twin"),
		collection("twin", object{"id": "5F3C7A10-6C1E-4B52-9C0E-2D0A4F7B2EAA"}), collection("trusted"),
	}
}

func TestAgentDownAtRefreshLeavesTheStateAlone(t *testing.T) {
	t.Parallel()
	_, primary := mortal(t, scenario(100, collection("kept")))
	cli.Each(t, func(t *testing.T, c cli.CLI) {
		w := workspace(t, c, primary)
		declare(w, "kept")
		w.Apply()
		before, err := os.ReadFile(filepath.Join(w.Dir, "terraform.tfstate"))
		if err != nil {
			t.Fatal(err)
		}
		primary.Kill()
		w.WantError([]string{"plan", "-input=false"}, "Unable to read the replication", "check that hvcr-agent runs there")
		w.WantError([]string{"apply", "-auto-approve", "-input=false", "-refresh-only"}, "Unable to read the replication")
		after, err := os.ReadFile(filepath.Join(w.Dir, "terraform.tfstate"))
		if err != nil || string(after) != string(before) {
			t.Errorf("the state changed although nobody answered: %v", err)
		}
		primary.Restart()
		w.WantEmptyPlan("when the agent is back")
	})
}

func TestKilledCreateGoesOnWithTheNextApply(t *testing.T) {
	t.Parallel()
	for name, interrupt := range map[string]func(*cli.Running, *realagent.Agent){
		"terraform and provider killed": func(r *cli.Running, _ *realagent.Agent) { r.KillAll() },
		"interrupted by Ctrl-C":         func(r *cli.Running, _ *realagent.Agent) { r.Interrupt() },
		"agent killed":                  func(_ *cli.Running, a *realagent.Agent) { a.Kill() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, primary := mortal(t, scenario(100, slow("slow")))
			cli.Newest(t, func(t *testing.T, c cli.CLI) {
				w := workspace(t, c, primary)
				declare(w, "slow", `wait = "synchronized"`)
				running := w.Start("apply", "-auto-approve", "-input=false")
				awaitReplicated(t, primary, "slow")
				interrupt(running, primary)
				running.Wait()
				if err := primary.Call("agent.info", object{}, nil); err != nil {
					primary.Restart()
				}
				w.WantNoReplacement("after the interruption")
				declare(w, "slow", `wait = "started"`)
				w.Apply()
				w.WantValue(address("slow"), "mode.name", "Primary")
				w.WantEmptyPlan("after the next apply")
			})
		})
	}
}

// awaitReplicated waits until the relationship exists.
func awaitReplicated(t *testing.T, a *realagent.Agent, name string) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for time.Now().Before(deadline) {
		var observed struct {
			Side string `json:"side"`
		}
		if a.Call("replication.get", object{"collection": name, "include": []string{}}, &observed) == nil && observed.Side == "primary" {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("%s is not replicated", name)
}

func TestWaitThatEndsEarlyIsAWarning(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		w := workspace(t, c, s.primary)
		declare(w, "early", `wait = "synchronized"`, `timeouts = { create = "5s" }`)
		cli.WantText(w, w.Apply(), "is set up, but not yet as declared", "goes on in the agent")
		w.WantValue(address("early"), "mode.name", "Primary")
		w.WantEmptyPlan("while the copy runs")
	})
}

func TestNextAgentOfTheClusterIsTried(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		w := workspace(t, c, s.primary)
		w.Write("provider.tf", `provider "hvcr" { url = ["https://127.0.0.1:1", "`+s.primary.URL+`"] }`)
		declare(w, "next")
		w.Apply()
		w.WantEmptyPlan("with a dead first agent")
	})
}

func TestMistakesAreExplained(t *testing.T) {
	t.Parallel()
	s := shared(t)
	settings := func(text string) string {
		return `resource "hvcr_collection_replication" "x" {
  collection = "mistaken"
  settings = { replica_server_name = "broker.recovery.example", authentication_type = "kerberos", ` + text + ` }
}`
	}
	named := func(name string) string { return declaration(name) }
	cli.Each(t, func(t *testing.T, c cli.CLI) {
		for name, test := range map[string]struct {
			config string
			texts  []string
		}{
			"unknown collection":  {named("nobody"), []string{"collection = \"nobody\"", "unknown_collection", "Existing:"}},
			"ambiguous name":      {named("twin"), []string{"ambiguous_collection", "5F3C7A10-6C1E-4B52-9C0E-2D0A4F7B2EAA"}},
			"history too long":    {settings("recovery_history = 17"), []string{"settings.recovery_history must be between 0 and 16"}},
			"nothing declared":    {"resource \"hvcr_collection_replication\" \"x\" {\n  collection = \"mistaken\"\n}\n", []string{"needs settings.replica_server_name", "Replica Broker"}},
			"odd frequency":       {settings("replication_frequency_sec = 60"), []string{"settings.replication_frequency_sec must be 30, 300 or 900"}},
			"impossible port":     {settings("replica_server_port = 70000"), []string{"settings.replica_server_port must be between 1 and 65535"}},
			"no time of day":      {settings(`auto_resynchronize_interval_start = "late"`), []string{"must be a time of day", "18:30"}},
			"thumbprint":          {settings(`certificate_thumbprint = "xyz"`), []string{"settings.certificate_thumbprint", "40"}},
			"unknown state":       {declaration("mistaken", `state = "absent"`), []string{"state", "must be one of"}},
			"unknown wait":        {declaration("mistaken", `wait = "forever"`), []string{"wait", "must be one of"}},
			"share as location":   {declaration("mistaken", `initial_replication = { type = "export", export_location = "\\\\evil\\share" }`), []string{"invalid_export_location"}},
			"export without path": {declaration("mistaken", `initial_replication = { type = "export" }`), []string{"initial_replication.export_location", "required"}},
			"suspended from none": {declaration("mistaken", `state = "suspended"`), []string{"Unable to plan", "state = \"suspended\""}},
		} {
			t.Run(name, func(t *testing.T) {
				w := workspace(t, c, s.primary)
				w.Write("main.tf", test.config)
				w.WantError([]string{"apply", "-auto-approve", "-input=false"}, test.texts...)
				if state, err := os.ReadFile(filepath.Join(w.Dir, "terraform.tfstate")); err == nil && strings.Contains(string(state), "hvcr_collection_replication") {
					t.Errorf("something was stored: %s", state)
				}
			})
		}
	})
}

func TestCredentialsAndTrustAreExplained(t *testing.T) {
	t.Parallel()
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		bad := filepath.Join(t.TempDir(), "token")
		if err := os.WriteFile(bad, []byte("hvcr_nonsense"), 0o600); err != nil {
			t.Fatal(err)
		}
		for name, test := range map[string]struct {
			block string
			texts []string
		}{
			"wrong token":       {`token_file = "` + bad + `"`, []string{"-32001", "HVCR_TOKEN_FILE", "administrator.token"}},
			"unknown authority": {`ca_file = "` + s.recovery.CAFile + `"`, []string{"certificate", "ca_file", "fingerprint"}},
			"other name":        {`tls_server_name = "elsewhere.example"`, []string{"tls_server_name"}},
			"wrong cluster":     {`expect_cluster = "elsewhere"`, []string{"expect", "elsewhere"}},
			"nobody there":      {`url = "https://127.0.0.1:1"`, []string{"check that hvcr-agent runs there"}},
			"not an agent":      {`url = "` + s.primary.URL + `/elsewhere"`, []string{"nothing is served at this path", "POST /rpc"}},
		} {
			t.Run(name, func(t *testing.T) {
				w := workspace(t, c, s.primary)
				w.Write("provider.tf", "provider \"hvcr\" {\n  max_retries = 0\n  "+test.block+"\n}")
				declare(w, "trusted")
				w.WantError([]string{"plan", "-input=false"}, test.texts...)
			})
		}
		// Too often wrong: the agent makes this address wait, but never whoever has a good token.
		w := workspace(t, c, s.primary)
		declare(w, "trusted")
		w.Write("provider.tf", "provider \"hvcr\" {\n  max_retries = 0\n  token_file = \""+bad+"\"\n}")
		stop := failToAuthenticate(t, s.primary, bad)
		w.WantError([]string{"plan", "-input=false"}, "-32029", "failed to authenticate too often", "What to do: Wait", "a wrong token")
		w.Write("provider.tf", "")
		w.Must("plan", "-input=false")
		stop()
	})
}

// failToAuthenticate presents a wrong token until the agent has enough of it, and goes on until it is stopped: the agent
// forgives one failure every few seconds.
func failToAuthenticate(t *testing.T, a *realagent.Agent, tokenFile string) (stop func()) {
	t.Helper()
	client, err := rpc.New(rpc.Config{
		URLs: []string{a.URL}, Token: rpc.FileToken(tokenFile), CAFile: a.CAFile, RequestTimeout: time.Minute, MaxConcurrent: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	limited, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		var once sync.Once
		for ctx.Err() == nil {
			var answered *rpc.Error
			_, err := client.Do(ctx, rpc.Call{Method: "agent.info", Params: object{}}, nil)
			if errors.As(err, &answered) && answered.Code == rpc.CodeRateLimited {
				once.Do(func() { close(limited) })
				time.Sleep(100 * time.Millisecond)
			}
		}
	}()
	select {
	case <-limited:
	case <-ended:
		t.Fatal("the agent never had enough")
	}
	return func() { cancel(); <-ended }
}
