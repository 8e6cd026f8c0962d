// SPDX-License-Identifier: Apache-2.0

// Package realagent starts hvcr-agent with its simulator, for tests: the real program over real TLS.
package realagent

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
)

// Home names the environment variable with the folder of the agent's distribution.
const Home = "HVCR_AGENT_HOME"

const startTimeout = 4 * time.Minute

// Fabric is a simulated pair of clusters, which the agents of both sites share.
type Fabric struct {
	folder   string
	scenario string
}

// NewFabric makes a fabric of a scenario, which is written as JSON, in a folder of its own.
func NewFabric(t *testing.T, folder string, scenario any) *Fabric {
	t.Helper()
	fabric := &Fabric{folder: folder, scenario: filepath.Join(folder, "scenario.json")}
	content, err := json.Marshal(scenario)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(fabric.scenario, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return fabric
}

// Agent is a running agent.
type Agent struct {
	URL       string `json:"url"`
	TokenFile string `json:"tokenFile"`
	CAFile    string `json:"certificateFile"`

	t       *testing.T
	site    string
	fabric  *Fabric
	data    string
	process *exec.Cmd
	ended   chan struct{}
	log     *log
}

// Start starts the agent of a site on a free port. Whoever starts it has to Kill it.
func (f *Fabric) Start(t *testing.T, site string) *Agent {
	t.Helper()
	a := &Agent{t: t, site: site, fabric: f, data: filepath.Join(f.folder, site), log: &log{}}
	a.run("127.0.0.1:0")
	return a
}

// For is the same agent in the hands of another test. When that fails, it shows what the agent wrote meanwhile.
func (a *Agent) For(t *testing.T) *Agent {
	t.Helper()
	handed := *a
	handed.t = t
	seen := a.log.length()
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("log of the agent of %s:\n%s", a.site, a.log.since(seen))
		}
	})
	return &handed
}

// Restart starts the agent again at the same address, after it was killed.
func (a *Agent) Restart() {
	a.t.Helper()
	a.run(strings.TrimPrefix(strings.TrimSuffix(a.URL, "/"), "https://"))
}

func (a *Agent) run(listen string) {
	a.t.Helper()
	home := os.Getenv(Home)
	a.process = exec.Command(filepath.Join(home, "bin", "hvcr-agent"), "serve", //nolint:gosec // the test's own program
		"--listen", listen, "--data", a.data, "--host", "simulator", "--site", a.site,
		"--fabric", filepath.Join(a.fabric.folder, "fabric.db"), "--scenario", a.fabric.scenario)
	a.process.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	out, err := a.process.StdoutPipe()
	if err != nil {
		a.t.Fatal(err)
	}
	a.process.Stderr = a.log
	if err := a.process.Start(); err != nil {
		a.t.Fatalf("the agent cannot be started: %v", err)
	}
	ready := a.watch(out)
	select {
	case <-ready:
		a.readAddress()
	case <-a.ended:
		a.t.Fatalf("the agent ended before it was ready:\n%s", a.log.since(0))
	case <-time.After(startTimeout):
		a.Kill()
		a.t.Fatalf("the agent was not ready within %s:\n%s", startTimeout, a.log.since(0))
	}
}

// watch waits for the ready line, and for the end of the process.
func (a *Agent) watch(out io.Reader) <-chan struct{} {
	ready, ended := make(chan struct{}), make(chan struct{})
	a.ended = ended
	running.Store(a.process.Process.Pid, true)
	process := a.process
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			_, _ = a.log.Write([]byte(lines.Text() + "\n"))
			if strings.HasPrefix(lines.Text(), "ready ") {
				close(ready)
			}
		}
		_ = process.Wait()
		running.Delete(process.Process.Pid)
		close(ended)
	}()
	return ready
}

// readAddress takes what the agent wrote into its data folder.
func (a *Agent) readAddress() {
	a.t.Helper()
	content, err := os.ReadFile(filepath.Join(a.data, "agent.json"))
	if err != nil {
		a.t.Fatal(err)
	}
	if err := json.Unmarshal(content, a); err != nil {
		a.t.Fatal(err)
	}
}

// running are the agents that are alive, by process id. Each has a session of its own, which a Ctrl-C does not reach.
var running sync.Map

// KillAll ends every agent, for a test run that is interrupted.
func KillAll() {
	running.Range(func(id, _ any) bool {
		_ = syscall.Kill(-id.(int), syscall.SIGKILL) //nolint:forcetypeassert // only ids are stored
		return true
	})
}

// Kill ends the agent without giving it a chance to finish anything.
func (a *Agent) Kill() {
	_ = syscall.Kill(-a.process.Process.Pid, syscall.SIGKILL)
	<-a.ended
}

// Token is the agent's administrator token.
func (a *Agent) Token() string {
	a.t.Helper()
	token, err := rpc.FileToken(a.TokenFile)()
	if err != nil {
		a.t.Fatal(err)
	}
	return token
}

// Call makes one JSON-RPC call, outside of Terraform, and decodes its result.
func (a *Agent) Call(method string, params any, result any) error {
	a.t.Helper()
	client, err := rpc.New(rpc.Config{
		URLs: []string{a.URL}, Token: rpc.FileToken(a.TokenFile), CAFile: a.CAFile,
		RequestTimeout: time.Minute, MaxConcurrent: 4, UserAgent: "acceptance-test",
	})
	if err != nil {
		a.t.Fatal(err)
	}
	_, err = client.Do(context.Background(), rpc.Call{Method: method, Params: params, Hold: time.Minute}, result)
	return err
}

// Must is Call for what has to work.
func (a *Agent) Must(method string, params any, result any) {
	a.t.Helper()
	if err := a.Call(method, params, result); err != nil {
		a.t.Fatal(err)
	}
}

// log keeps what an agent writes.
type log struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *log) Write(part []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(part)
}

func (l *log) length() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Len()
}

// since is what was written after the first so many bytes, the end of it where that is long.
func (l *log) since(seen int) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := l.text.String()
	return text[max(min(seen, len(text)), len(text)-6000):]
}
