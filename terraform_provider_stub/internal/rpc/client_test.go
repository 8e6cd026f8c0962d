// SPDX-License-Identifier: Apache-2.0

package rpc_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/fakeagent"
)

func client(t *testing.T, change func(*rpc.Config), agents ...*fakeagent.Agent) *rpc.Client {
	t.Helper()
	config := rpc.Config{RequestTimeout: 5 * time.Second, MaxConcurrent: 4, MaxRetries: 2, UserAgent: "test"}
	for _, a := range agents {
		config.URLs = append(config.URLs, a.URL)
		config.CAFile = a.CAFile
	}
	if change != nil {
		change(&config)
	}
	made, err := rpc.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// nobody is an address that refuses connections.
func nobody(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "https://" + listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	return address
}

func TestTriesTheNextAddressWhenNoConnectionCanBeMade(t *testing.T) {
	t.Parallel()
	alive := fakeagent.Start(t)
	alive.Always("agent.info", fakeagent.Own(nil))
	c := client(t, func(config *rpc.Config) { config.URLs = []string{nobody(t), alive.URL} }, alive)
	endpoint, err := c.Do(t.Context(), rpc.Call{Method: "agent.info"}, nil)
	if err != nil || endpoint != alive.URL+"/rpc" {
		t.Fatalf("got %q, %v", endpoint, err)
	}
}

func TestTriesNoOtherAddressOnceTheRequestWasSent(t *testing.T) {
	t.Parallel()
	first, second := fakeagent.Start(t), fakeagent.Start(t)
	first.On("replication.apply", func(fakeagent.Params) fakeagent.Answer { return fakeagent.Answer{Hangup: true} })
	c := client(t, func(config *rpc.Config) {
		config.URLs = []string{first.URL, second.URL}
		config.CAFile = bothAuthorities(t, first, second)
	})
	_, err := c.Do(t.Context(), rpc.Call{Method: "replication.apply", Repeatable: true}, nil)
	var transport *rpc.TransportError
	if !errors.As(err, &transport) || !transport.Sent || rpc.ChangedNothing(err) {
		t.Fatalf("got %v", err)
	}
	if got := len(first.Requests("")); got != 3 {
		t.Errorf("the repeatable request was sent %d times, expected 1 and 2 retries", got)
	}
	if got := len(second.Requests("")); got != 0 {
		t.Errorf("the other agent got %d requests", got)
	}
}

func bothAuthorities(t *testing.T, agents ...*fakeagent.Agent) string {
	t.Helper()
	var all []byte
	for _, a := range agents {
		pem, err := os.ReadFile(a.CAFile)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, pem...)
	}
	file := filepath.Join(t.TempDir(), "both.pem")
	if err := os.WriteFile(file, all, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestSendsAChangingCallWithoutKeyOnlyOnce(t *testing.T) {
	t.Parallel()
	a := fakeagent.Start(t)
	a.On("hyperv.CommitFailover", func(fakeagent.Params) fakeagent.Answer { return fakeagent.Answer{Hangup: true} })
	if _, err := client(t, nil, a).Do(t.Context(), rpc.Call{Method: "hyperv.CommitFailover"}, nil); err == nil {
		t.Fatal("expected an error")
	}
	if got := len(a.Requests("")); got != 1 {
		t.Errorf("sent %d times", got)
	}
}

func TestWaitsAsLongAsARateLimitSays(t *testing.T) {
	t.Parallel()
	a := fakeagent.Start(t)
	var asked atomic.Int32
	a.On("agent.info", func(fakeagent.Params) fakeagent.Answer {
		if asked.Add(1) == 1 {
			return fakeagent.Answer{
				Status: http.StatusTooManyRequests, Header: map[string]string{"Retry-After": "1"},
				Error: fakeagent.Params{"code": rpc.CodeRateLimited, "message": "Rate limited: slow down", "data": fakeagent.Own(nil)},
			}
		}
		return fakeagent.Answer{Result: fakeagent.Own(nil)}
	})
	began := time.Now()
	if _, err := client(t, nil, a).Do(t.Context(), rpc.Call{Method: "agent.info"}, nil); err != nil {
		t.Fatal(err)
	}
	if waited := time.Since(began); waited < time.Second {
		t.Errorf("waited only %s", waited)
	}
}

func TestRepeatsOnlyRefusalsThatVouchForNothingDone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name       string
		retryable  bool
		outcome    string
		repeatable bool
		expected   int
	}{
		{"retryable and not started", true, "not_started", true, 3},
		{"outcome unknown", true, "unknown", true, 1},
		{"not retryable", false, "not_started", true, 1},
		{"without a key", true, "not_started", false, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a := fakeagent.Start(t)
			a.Refuse("replication.apply", rpc.CodeHostUnavailable, "Host unavailable", fakeagent.Params{
				"reason": "host_unavailable", "retryable": test.retryable, "outcome": test.outcome,
			})
			call := rpc.Call{Method: "replication.apply", Repeatable: test.repeatable}
			if _, err := client(t, nil, a).Do(t.Context(), call, nil); err == nil {
				t.Fatal("expected an error")
			}
			if got := len(a.Requests("")); got != test.expected {
				t.Errorf("sent %d times, expected %d", got, test.expected)
			}
		})
	}
}

func TestExplainsWhatIsWrongWithTheConnection(t *testing.T) {
	t.Parallel()
	a := fakeagent.Start(t)
	a.Always("agent.info", fakeagent.Own(nil))
	plain := strings.Replace(a.URL, "https://127.0.0.1", "http://127.0.0.1", 1)
	for _, test := range []struct {
		name   string
		change func(*rpc.Config)
		hint   string
	}{
		{"unknown authority", func(c *rpc.Config) { c.CAFile = "" }, "SHA-256 fingerprint"},
		{"other name", func(c *rpc.Config) { c.ServerName = "elsewhere.example" }, "tls_server_name"},
		{"plain address of a TLS agent", func(c *rpc.Config) { c.URLs = []string{plain} }, "not an hvcr agent"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := client(t, test.change, a).Do(t.Context(), rpc.Call{Method: "agent.info", Repeatable: true}, nil)
			var transport *rpc.TransportError
			if !errors.As(err, &transport) || !strings.Contains(transport.Hint, test.hint) {
				t.Errorf("got %v, hint %q", err, transport.Hint)
			}
		})
	}
}

func TestFollowsNoRedirectWithItsToken(t *testing.T) {
	t.Parallel()
	a, elsewhere := fakeagent.Start(t), fakeagent.Start(t)
	a.On("agent.info", func(fakeagent.Params) fakeagent.Answer {
		return fakeagent.Answer{Status: http.StatusTemporaryRedirect, Header: map[string]string{"Location": elsewhere.URL}}
	})
	c := client(t, func(config *rpc.Config) { config.Token = rpc.StaticToken("secret") }, a)
	_, _ = c.Do(t.Context(), rpc.Call{Method: "agent.info"}, nil)
	if got := len(elsewhere.Requests("")); got != 0 {
		t.Errorf("the token followed the redirect %d times", got)
	}
}

func TestReadsTheTokenFileForEveryRequest(t *testing.T) {
	t.Parallel()
	a := fakeagent.Start(t)
	a.Always("agent.info", fakeagent.Own(nil))
	file := filepath.Join(t.TempDir(), "token")
	c := client(t, func(config *rpc.Config) { config.Token = rpc.FileToken(file) }, a)
	for _, token := range []string{"one", "two"} {
		if err := os.WriteFile(file, []byte(token+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Do(t.Context(), rpc.Call{Method: "agent.info"}, nil); err != nil {
			t.Fatal(err)
		}
	}
	for i, expected := range []string{"Bearer one", "Bearer two"} {
		if got := a.Requests("")[i].Header.Get("Authorization"); got != expected {
			t.Errorf("request %d carried %q", i, got)
		}
	}
}

func TestSendsNothingWithoutAReadableToken(t *testing.T) {
	t.Parallel()
	a := fakeagent.Start(t)
	missing := filepath.Join(t.TempDir(), "missing")
	c := client(t, func(config *rpc.Config) { config.Token = rpc.FileToken(missing) }, a)
	_, err := c.Do(t.Context(), rpc.Call{Method: "agent.info", Repeatable: true}, nil)
	if err == nil || !strings.Contains(err.Error(), missing) || !rpc.ChangedNothing(err) {
		t.Errorf("got %v", err)
	}
}

func TestLimitsRequestsUnderWay(t *testing.T) {
	t.Parallel()
	a := fakeagent.Start(t)
	var now, most atomic.Int32
	a.On("agent.info", func(fakeagent.Params) fakeagent.Answer {
		count := now.Add(1)
		defer now.Add(-1)
		for seen := most.Load(); count > seen && !most.CompareAndSwap(seen, count); seen = most.Load() {
		}
		time.Sleep(5 * time.Millisecond)
		return fakeagent.Answer{Result: fakeagent.Own(nil)}
	})
	c := client(t, func(config *rpc.Config) { config.MaxConcurrent = 2 }, a)
	var group sync.WaitGroup
	for range 12 {
		group.Go(func() { _, _ = c.Do(context.Background(), rpc.Call{Method: "agent.info"}, nil) })
	}
	group.Wait()
	if most.Load() > 2 {
		t.Errorf("%d requests were under way at once", most.Load())
	}
}

func TestRefusesAddressesThatAreNoAgents(t *testing.T) {
	t.Parallel()
	for text, expected := range map[string]string{
		"hv01:8443":                       "expected https://HOST:PORT",
		"ftp://hv01":                      "expected https://HOST:PORT",
		"https://":                        "expected https://HOST:PORT",
		"http://hv01.example:8443":        "use https",
		"https://admin:secret@hv01:8443/": "carries credentials",
		"https://hv01:84a3":               "is not a URL",
	} {
		if _, err := rpc.ParseURL(text); err == nil || !strings.Contains(err.Error(), expected) {
			t.Errorf("%s: got %v", text, err)
		}
	}
}
