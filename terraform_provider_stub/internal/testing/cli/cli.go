// SPDX-License-Identifier: Apache-2.0

// Package cli runs real Terraform and OpenTofu programs against the built provider.
package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

const (
	// Programs names the environment variable with the CLIs to test, separated like PATH.
	Programs = "HVCR_TF_CLIS"
	// Provider names the environment variable with the folder of the built provider.
	Provider = "HVCR_TF_PROVIDER"

	commandTimeout = 10 * time.Minute
)

// CLI is one program.
type CLI struct {
	Path string
	Name string
}

// Each runs a test once for every CLI, one after the other.
func Each(t *testing.T, test func(t *testing.T, c CLI)) {
	t.Helper()
	programs := filepath.SplitList(os.Getenv(Programs))
	if len(programs) == 0 {
		t.Skipf("%s names no CLI", Programs)
	}
	for _, program := range programs {
		c := CLI{Path: program, Name: version(t, program)}
		t.Run(c.Name, func(t *testing.T) { test(t, c) })
	}
}

// Newest runs a test with the last CLI of the list.
func Newest(t *testing.T, test func(t *testing.T, c CLI)) {
	t.Helper()
	programs := filepath.SplitList(os.Getenv(Programs))
	if len(programs) == 0 {
		t.Skipf("%s names no CLI", Programs)
	}
	last := programs[len(programs)-1]
	test(t, CLI{Path: last, Name: version(t, last)})
}

var versions sync.Map

func version(t *testing.T, program string) string {
	t.Helper()
	if known, ok := versions.Load(program); ok {
		return known.(string) //nolint:forcetypeassert // only texts are stored
	}
	command := exec.Command(program, "version") //nolint:gosec // the CLI under test
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	first, _, _ := strings.Cut(string(out), "\n")
	name := strings.ReplaceAll(strings.TrimSpace(first), " ", "-")
	versions.Store(program, name)
	return name
}

// Feature is something that not every CLI has. It is found out by asking the program, never by its version.
type Feature string

// Features, by the member of `providers schema` that shows them.
const (
	Identity Feature = "resource_identity_schemas"
	Actions  Feature = "action_schemas"
	Query    Feature = "list_resource_schemas"
)

// Needs skips the test, and says so, where the CLI lacks a feature.
func (c CLI) Needs(t *testing.T, feature Feature) {
	t.Helper()
	w := c.Workspace(t, nil)
	w.Write("main.tf", `terraform {
  required_providers {
    hvcr = { source = "hvcr/hvcr" }
  }
}
`)
	var schemas struct {
		Providers map[string]map[string]json.RawMessage `json:"provider_schemas"`
	}
	if err := json.Unmarshal([]byte(w.Must("providers", "schema", "-json").Out), &schemas); err != nil {
		t.Fatal(err)
	}
	for _, provider := range schemas.Providers {
		if _, ok := provider[string(feature)]; ok {
			return
		}
	}
	t.Skipf("LEFT OUT: %s has no %s", c.Name, feature)
}

// Workspace is a folder with a configuration.
type Workspace struct {
	t   *testing.T
	cli CLI
	Dir string
	env []string
}

// Workspace makes a folder in which the CLI uses the built provider, with an environment of its own.
func (c CLI) Workspace(t *testing.T, env map[string]string) *Workspace {
	t.Helper()
	w := &Workspace{t: t, cli: c, Dir: t.TempDir()}
	rc := filepath.Join(w.Dir, ".cli.rc")
	w.Write(".cli.rc", fmt.Sprintf(`provider_installation {
  dev_overrides {
    "hvcr/hvcr"  = %[1]q
    "hvcr/empty" = %[1]q
  }
  direct {}
}
`, os.Getenv(Provider)))
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "TF_") && !strings.HasPrefix(variable, "HVCR_") {
			w.env = append(w.env, variable)
		}
	}
	w.env = append(w.env, "TF_CLI_CONFIG_FILE="+rc, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "NO_COLOR=1")
	for name, value := range env {
		w.env = append(w.env, name+"="+value)
	}
	return w
}

// Write writes a file of the configuration.
func (w *Workspace) Write(name, content string) {
	w.t.Helper()
	if err := os.WriteFile(filepath.Join(w.Dir, name), []byte(content), 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// Copy copies the files of a folder.
func (w *Workspace) Copy(folder string) {
	w.t.Helper()
	if err := os.CopyFS(w.Dir, os.DirFS(folder)); err != nil {
		w.t.Fatal(err)
	}
}

// Result is what a command printed, its exit code, and the processor time that it and its provider took.
type Result struct {
	Out, Err string
	Code     int
	CPU      time.Duration
}

var colour = regexp.MustCompile("\x1b\\[[0-9;]*m")

// Text is everything that was printed, without colours, borders and line breaks.
func (r Result) Text() string {
	text := colour.ReplaceAllString(r.Out+r.Err, "")
	for _, border := range []string{"│ ", "│", "╷", "╵"} {
		text = strings.ReplaceAll(text, border, "")
	}
	return strings.Join(strings.Fields(text), " ")
}

// Run runs a command.
func (w *Workspace) Run(arguments ...string) Result {
	w.t.Helper()
	running := w.Start(arguments...)
	return running.Wait()
}

// Must runs a command that has to succeed.
func (w *Workspace) Must(arguments ...string) Result {
	w.t.Helper()
	result := w.Run(arguments...)
	if result.Code != 0 {
		w.t.Fatalf("%s %s ended with %d:\n%s%s", w.cli.Name, strings.Join(arguments, " "), result.Code, result.Out, result.Err)
	}
	return result
}

// Running is a command under way.
type Running struct {
	w        *Workspace
	process  *exec.Cmd
	out, err bytes.Buffer
	cancel   context.CancelFunc
	killed   bool
}

// Start starts a command.
func (w *Workspace) Start(arguments ...string) *Running {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), commandTimeout)
	r := &Running{w: w, cancel: cancel, process: exec.CommandContext(ctx, w.cli.Path, arguments...)} //nolint:gosec // the CLI under test
	r.process.Dir, r.process.Env = w.Dir, w.env
	r.process.Stdout, r.process.Stderr = &r.out, &r.err
	r.process.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := r.process.Start(); err != nil {
		w.t.Fatal(err)
	}
	return r
}

// Wait waits for the command's end. Whatever a test provokes, a CLI never has to find that the provider contradicts itself
// or has crashed.
func (r *Running) Wait() Result {
	r.w.t.Helper()
	defer r.cancel()
	_ = r.process.Wait()
	ended := r.process.ProcessState
	result := Result{
		Out: r.out.String(), Err: r.err.String(), Code: ended.ExitCode(), CPU: ended.UserTime() + ended.SystemTime(),
	}
	if r.killed {
		return result
	}
	for _, fault := range []string{"Provider produced", "Provider returned invalid", "Plugin did not respond", "panic:"} {
		if strings.Contains(result.Text(), fault) {
			r.w.t.Errorf("%q in what %s printed:\n%s%s", fault, r.w.cli.Name, result.Out, result.Err)
		}
	}
	return result
}

// Interrupt asks the command to stop, as Ctrl-C does.
func (r *Running) Interrupt() {
	_ = r.process.Process.Signal(syscall.SIGINT)
}

// KillAll ends the command and the provider it started, at once.
func (r *Running) KillAll() {
	r.killed = true
	_ = syscall.Kill(-r.process.Process.Pid, syscall.SIGKILL)
}
