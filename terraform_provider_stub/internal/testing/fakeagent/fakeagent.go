// SPDX-License-Identifier: Apache-2.0

// Package fakeagent is an HTTPS server for tests that answers JSON-RPC with what a test gives it, and records what it
// was asked. It knows no rule of replication: the acceptance tests run against the real agent.
package fakeagent

import (
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// Params are the parameters of a request.
type Params = map[string]any

// Answer is the answer to one request: a result, or an error.
type Answer struct {
	Result any
	Error  any
	// Status is the HTTP status; 200 unless given.
	Status int
	Header map[string]string
	// Hangup ends the connection instead of answering.
	Hangup bool
}

// Request is what was asked.
type Request struct {
	Method string
	Params Params
	Header http.Header
}

// Agent is the server.
type Agent struct {
	URL    string
	CAFile string

	server   *httptest.Server
	mu       sync.Mutex
	handlers map[string]func(Params) Answer
	requests []Request
}

// Start serves until the test ends.
func Start(t *testing.T) *Agent {
	t.Helper()
	a := &Agent{handlers: map[string]func(Params) Answer{}}
	a.server = httptest.NewTLSServer(http.HandlerFunc(a.serve))
	t.Cleanup(a.server.Close)
	a.URL = a.server.URL
	a.CAFile = filepath.Join(t.TempDir(), "ca.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.server.Certificate().Raw})
	if err := os.WriteFile(a.CAFile, block, 0o600); err != nil {
		t.Fatal(err)
	}
	return a
}

// Stop ends the server early: nobody answers any more.
func (a *Agent) Stop() {
	a.server.Close()
}

// On answers a method with a function.
func (a *Agent) On(method string, handler func(Params) Answer) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.handlers[method] = handler
}

// Always answers a method with one result.
func (a *Agent) Always(method string, result any) {
	a.On(method, func(Params) Answer { return Answer{Result: result} })
}

// Refuse answers a method with one error.
func (a *Agent) Refuse(method string, code int, message string, data Params) {
	a.On(method, func(Params) Answer {
		return Answer{Error: Params{"code": code, "message": message, "data": Own(data)}}
	})
}

// Requests are those of a method, or all of them for an empty name.
func (a *Agent) Requests(method string) []Request {
	a.mu.Lock()
	defer a.mu.Unlock()
	var found []Request
	for _, request := range a.requests {
		if method == "" || request.Method == method {
			found = append(found, request)
		}
	}
	return found
}

// Own adds who answers, as the agent does with every result and every error's data.
func Own(members Params) Params {
	own := Params{"backend": "wmi", "cluster": "primary", "node": "hv01"}
	for name, value := range members {
		own[name] = value
	}
	return own
}

func (a *Agent) serve(w http.ResponseWriter, r *http.Request) {
	content, _ := io.ReadAll(r.Body)
	var request struct {
		ID     json.Number `json:"id"`
		Method string      `json:"method"`
		Params Params      `json:"params"`
	}
	if err := json.Unmarshal(content, &request); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	answer := a.handle(Request{Method: request.Method, Params: request.Params, Header: r.Header})
	if answer.Hangup {
		panic(http.ErrAbortHandler)
	}
	for name, value := range answer.Header {
		w.Header().Set(name, value)
	}
	w.Header().Set("Content-Type", "application/json")
	if answer.Status != 0 {
		w.WriteHeader(answer.Status)
	}
	reply := Params{"jsonrpc": "2.0", "id": request.ID}
	if answer.Error != nil {
		reply["error"] = answer.Error
	} else {
		reply["result"] = answer.Result
	}
	_ = json.NewEncoder(w).Encode(reply)
}

func (a *Agent) handle(request Request) Answer {
	a.mu.Lock()
	a.requests = append(a.requests, request)
	handler := a.handlers[request.Method]
	a.mu.Unlock()
	if handler == nil {
		return Answer{Error: Params{"code": -32601, "message": "Method not found: " + request.Method, "data": Own(nil)}}
	}
	return handler(request.Params)
}
