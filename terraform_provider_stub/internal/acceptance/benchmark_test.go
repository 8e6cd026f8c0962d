// SPDX-License-Identifier: Apache-2.0

package acceptance

import (
	"bytes"
	"crypto/tls"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/cli"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/realagent"
)

// planGoal is how much longer a plan of our resources may take than one of resources that do nothing and have the same
// attributes: what the provider itself costs.
const planGoal = 1.5

// TestBenchmark measures plan and apply of many collections, beside as many empty resources of the same framework (with
// the same attributes, and with two) and of terraform_data, in one run. HVCR_TF_BENCH is how many, such as 1000.
func TestBenchmark(t *testing.T) {
	count, _ := strconv.Atoi(os.Getenv("HVCR_TF_BENCH"))
	if count == 0 {
		t.Skip("HVCR_TF_BENCH is not set")
	}
	var collections []object
	for i := range count {
		collections = append(collections, collection(fmt.Sprintf("c%04d", i)))
	}
	_, primary := mortal(t, scenario(1000, collections...))
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		counting := countRequests(t, primary)
		ours := measure(t, c.Workspace(t, counting.environment(primary)), many(count, declared("hvcr_collection_replication")), counting)
		alike := measure(t, c.Workspace(t, nil), many(count, declared("empty_replication")), nil)
		empty := measure(t, c.Workspace(t, nil), many(count, "\nresource \"empty_thing\" \"c%[1]d\" {\n  name = \"c%04[1]d\"\n}"), nil)
		data := measure(t, c.Workspace(t, nil), many(count, "\nresource \"terraform_data\" \"c%[1]d\" {\n  input = \"c%04[1]d\"\n}"), nil)
		ratio := ours.refreshed.cpu.Seconds() / alike.refreshed.cpu.Seconds()
		t.Logf("%s, %d resources: seconds, and seconds of processor time\n                    first plan            apply       plan after\n"+
			"hvcr           %s\nempty, alike   %s\nempty          %s\nterraform_data %s", c.Name, count, ours, alike, empty, data)
		t.Logf("plan after, processor time: %.2f times that of empty resources with the same attributes (goal %.1f), %.2f times that of empty"+
			" resources with two; requests of that plan: %v",
			ratio, planGoal, ours.refreshed.cpu.Seconds()/empty.refreshed.cpu.Seconds(), ours.requests)
		// On a slow machine a list can grow old during a plan, and is then taken anew.
		lists := (count + 499) / 500 * (1 + int(ours.refreshed.took/(30*time.Second)))
		if ours.requests["replication.list"] > lists || ours.requests["replication.get"] > 0 {
			t.Errorf("the plan of %d collections made the requests %v", count, ours.requests)
		}
		if ratio > planGoal {
			t.Errorf("the plan takes %.2f times the processor time of that of empty resources with the same attributes", ratio)
		}
	})
}

// declared is a replication of each collection, as a resource of a type that has our attributes.
func declared(resource string) string {
	return `
resource "` + resource + `" "c%[1]d" {
  collection = "c%04[1]d"
  settings = {
    replica_server_name = "broker.recovery.example"
    authentication_type = "kerberos"
  }
}`
}

func many(count int, format string) string {
	var config strings.Builder
	config.WriteString("terraform {\n  required_providers {\n    hvcr  = { source = \"hvcr/hvcr\" }\n    empty = { source = \"hvcr/empty\" }\n  }\n}\n")
	for i := range count {
		fmt.Fprintf(&config, format, i)
	}
	return config.String()
}

// span is how long a command took, and the processor time of the CLI and its provider, which other work on the machine
// does not touch.
type span struct {
	took, cpu time.Duration
}

func (s span) String() string {
	return fmt.Sprintf("%7.2f (%5.2f)", s.took.Seconds(), s.cpu.Seconds())
}

type timing struct {
	first, apply, refreshed span
	requests                map[string]int
}

func (m timing) String() string {
	return fmt.Sprintf("%s  %s  %s", m.first, m.apply, m.refreshed)
}

func measure(t *testing.T, w *cli.Workspace, config string, counting *counter) timing {
	t.Helper()
	w.Write("main.tf", config)
	clock := func(arguments ...string) span {
		began := time.Now()
		result := w.Must(arguments...)
		return span{took: time.Since(began), cpu: result.CPU}
	}
	m := timing{first: clock("plan", "-input=false"), apply: clock("apply", "-auto-approve", "-input=false", "-parallelism=10")}
	w.Must("plan", "-input=false") // Warm, so that all three are measured alike.
	before := counting.snapshot()
	m.refreshed = clock("plan", "-input=false")
	m.requests = counting.since(before)
	return m
}

// counter passes requests on to an agent, and counts them by method.
type counter struct {
	url, ca string
	mu      sync.Mutex
	methods map[string]int
}

func countRequests(t *testing.T, a *realagent.Agent) *counter {
	t.Helper()
	target, err := url.Parse(a.URL)
	if err != nil {
		t.Fatal(err)
	}
	c := &counter{methods: map[string]int{}}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) },
		Transport: &http.Transport{
			TLSClientConfig:     &tls.Config{InsecureSkipVerify: true}, //nolint:gosec // loopback, in a test
			MaxIdleConnsPerHost: 32,
		},
	}
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.note(r)
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	c.url, c.ca = server.URL, filepath.Join(t.TempDir(), "ca.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(c.ca, block, 0o600); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *counter) environment(a *realagent.Agent) map[string]string {
	return map[string]string{"HVCR_URL": c.url, "HVCR_CA_FILE": c.ca, "HVCR_TOKEN_FILE": a.TokenFile, "HVCR_MAX_CONCURRENT_REQUESTS": "10"}
}

func (c *counter) note(r *http.Request) {
	content, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(content))
	var request struct{ Method string }
	_ = json.Unmarshal(content, &request)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.methods[request.Method]++
}

func (c *counter) snapshot() map[string]int {
	seen := map[string]int{}
	if c == nil {
		return seen
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for method, times := range c.methods {
		seen[method] = times
	}
	return seen
}

func (c *counter) since(before map[string]int) map[string]int {
	now := c.snapshot()
	for method, times := range before {
		if now[method] -= times; now[method] == 0 {
			delete(now, method)
		}
	}
	return now
}
