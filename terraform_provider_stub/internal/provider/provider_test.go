// SPDX-License-Identifier: Apache-2.0

package provider_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/fakeagent"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/plugin"
)

func TestConfigureReportsEveryMistakeAtItsAttribute(t *testing.T) {
	noPEM := filepath.Join(t.TempDir(), "no.pem")
	if err := os.WriteFile(noPEM, []byte("not PEM"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HVCR_URL", "")
	const url = "https://127.0.0.1:1"
	for name, test := range map[string]struct {
		block     plugin.Values
		attribute string
		text      string
	}{
		"no url":             {plugin.Values{}, "url", "HVCR_URL"},
		"empty list":         {plugin.Values{"url": []string{}}, "url", "list of such texts"},
		"number":             {plugin.Values{"url": 7}, "url", "as a text"},
		"no scheme":          {plugin.Values{"url": "hv01:8443"}, "url", "https://HOST:PORT"},
		"one of several":     {plugin.Values{"url": []string{url, "http://hv02.example"}}, "url", "use https"},
		"missing ca_file":    {plugin.Values{"url": url, "ca_file": "/nowhere/ca.pem"}, "ca_file", "no such file"},
		"ca_file is no PEM":  {plugin.Values{"url": url, "ca_file": noPEM}, "ca_file", "no PEM certificate"},
		"missing client key": {plugin.Values{"url": url, "client_cert": noPEM, "client_key": noPEM}, "client_cert", "PEM"},
	} {
		t.Run(name, func(t *testing.T) {
			_, diagnostics := plugin.Start(t, test.block)
			diagnostics.Error(t, test.attribute, test.text)
		})
	}
}

func TestEnvironmentFillsWhatTheBlockLeavesOpen(t *testing.T) {
	fake := fakeagent.Start(t)
	fake.Always("agent.info", fakeagent.Own(fakeagent.Params{"cluster": fakeagent.Params{"id": "c1", "name": "primary"}}))
	fake.Always("agent.preflight", fakeagent.Own(fakeagent.Params{"items": []any{}}))
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("from-file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HVCR_URL", "https://127.0.0.1:1, "+fake.URL)
	t.Setenv("HVCR_CA_FILE", fake.CAFile)
	t.Setenv("HVCR_TOKEN", "from-environment")
	for expected, block := range map[string]plugin.Values{
		"Bearer from-environment": {},
		"Bearer from-file":        {"token_file": file},
		"Bearer from-block":       {"token": "from-block"},
	} {
		server, diagnostics := plugin.Start(t, block)
		diagnostics.Empty(t)
		_, diagnostics = server.Data("hvcr_agent", plugin.Values{})
		diagnostics.Empty(t)
		requests := fake.Requests("agent.info")
		if got := requests[len(requests)-1].Header.Get("Authorization"); got != expected {
			t.Errorf("sent %q, expected %q", got, expected)
		}
	}
}

func TestEnvironmentIsCheckedToo(t *testing.T) {
	t.Setenv("HVCR_REQUEST_TIMEOUT", "soon")
	t.Setenv("HVCR_MAX_CONCURRENT_REQUESTS", "0")
	_, diagnostics := plugin.Start(t, plugin.Values{"url": "https://127.0.0.1:1"})
	diagnostics.Error(t, "request_timeout", "soon")
	diagnostics.Error(t, "max_concurrent_requests", "HVCR_MAX_CONCURRENT_REQUESTS", "at least 1")
}

func TestConfigureContactsNobody(t *testing.T) {
	fake := fakeagent.Start(t)
	_, diagnostics := plugin.Start(t, plugin.Values{"url": fake.URL, "ca_file": fake.CAFile, "token": "t"})
	diagnostics.Empty(t)
	if asked := len(fake.Requests("")); asked != 0 {
		t.Errorf("%d requests", asked)
	}
}

func TestUnknownValuesArePostponed(t *testing.T) {
	for _, block := range []plugin.Values{
		{"url": plugin.Unknown}, {"url": "https://127.0.0.1:1", "token": plugin.Unknown},
	} {
		server, diagnostics := plugin.Start(t, block)
		diagnostics.Empty(t)
		_, diagnostics = server.Data("hvcr_agent", plugin.Values{})
		diagnostics.Error(t, "", "provider block is not known yet")
	}
}

func TestBlockIsValidatedAtItsAttributes(t *testing.T) {
	server, diagnostics := plugin.Start(t, plugin.Values{"url": "https://127.0.0.1:1"})
	diagnostics.Empty(t)
	server.ValidateBlock(plugin.Values{"url": []string{"https://a", "https://b"}, "token": "t"}).Empty(t)
	for attribute, block := range map[string]plugin.Values{
		"token":                   {"token": "t", "token_file": "f"},
		"client_cert":             {"client_cert": "c"},
		"client_key":              {"client_key": "k"},
		"request_timeout":         {"request_timeout": "-5s"},
		"max_concurrent_requests": {"max_concurrent_requests": 0},
		"max_retries":             {"max_retries": -1},
	} {
		server.ValidateBlock(block).Error(t, attribute)
	}
}
