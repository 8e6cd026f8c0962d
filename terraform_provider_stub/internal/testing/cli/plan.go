// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Plan is a plan as `show -json` tells it.
type Plan struct {
	ResourceChanges []struct {
		Address string `json:"address"`
		Change  struct {
			Actions []string `json:"actions"`
		} `json:"change"`
	} `json:"resource_changes"`
}

// Plan makes a plan, fails the test unless that succeeds, and tells what it would do.
func (w *Workspace) Plan(arguments ...string) (Plan, Result) {
	w.t.Helper()
	result := w.Must(append([]string{"plan", "-input=false", "-out=plan.bin"}, arguments...)...)
	var plan Plan
	if err := json.Unmarshal([]byte(w.Must("show", "-json", "plan.bin").Out), &plan); err != nil {
		w.t.Fatal(err)
	}
	return plan, result
}

// Actions is what a plan does to an address, such as "update" or "delete,create".
func (p Plan) Actions(address string) string {
	for _, change := range p.ResourceChanges {
		if change.Address == address {
			return strings.Join(change.Change.Actions, ",")
		}
	}
	return "nothing"
}

// WantEmptyPlan fails the test unless nothing would be done.
func (w *Workspace) WantEmptyPlan(when string) {
	w.t.Helper()
	plan, result := w.Plan()
	for _, change := range plan.ResourceChanges {
		if !slices.Equal(change.Change.Actions, []string{"no-op"}) && !slices.Equal(change.Change.Actions, []string{"read"}) {
			w.t.Errorf("%s: the plan is not empty: %s %v\n%s", when, change.Address, change.Change.Actions, result.Out)
		}
	}
}

// WantNoReplacement fails the test if anything would be destroyed.
func (w *Workspace) WantNoReplacement(when string) Plan {
	w.t.Helper()
	plan, result := w.Plan()
	for _, change := range plan.ResourceChanges {
		if slices.Contains(change.Change.Actions, "delete") {
			w.t.Errorf("%s: %s would be destroyed\n%s", when, change.Address, result.Out)
		}
	}
	return plan
}

// Apply applies the configuration.
func (w *Workspace) Apply(arguments ...string) Result {
	w.t.Helper()
	return w.Must(append([]string{"apply", "-auto-approve", "-input=false"}, arguments...)...)
}

// Values are the attributes of a resource in the state; nil where it is not there.
func (w *Workspace) Values(address string) map[string]any {
	w.t.Helper()
	var state struct {
		Values struct {
			Root struct {
				Resources []struct {
					Address string         `json:"address"`
					Values  map[string]any `json:"values"`
				} `json:"resources"`
			} `json:"root_module"`
		} `json:"values"`
	}
	if err := json.Unmarshal([]byte(w.Must("show", "-json").Out), &state); err != nil {
		w.t.Fatal(err)
	}
	for _, resource := range state.Values.Root.Resources {
		if resource.Address == address {
			return resource.Values
		}
	}
	return nil
}

// Value is one attribute of a resource in the state, such as settings.replica_server_port.
func (w *Workspace) Value(address, attribute string) string {
	w.t.Helper()
	var value any = w.Values(address)
	for _, name := range strings.Split(attribute, ".") {
		members, ok := value.(map[string]any)
		if !ok {
			return "<nothing>"
		}
		value = members[name]
	}
	return fmt.Sprint(value)
}

// WantValue fails the test unless the attribute is as expected.
func (w *Workspace) WantValue(address, attribute, expected string) {
	w.t.Helper()
	if got := w.Value(address, attribute); got != expected {
		w.t.Errorf("%s.%s is %s, expected %s", address, attribute, got, expected)
	}
}

// WantError runs a command that has to fail, and fails the test unless it says all of the texts.
func (w *Workspace) WantError(arguments []string, texts ...string) {
	w.t.Helper()
	result := w.Run(arguments...)
	if result.Code == 0 {
		w.t.Errorf("%v succeeded, expected an error with %q", arguments, texts)
		return
	}
	WantText(w, result, texts...)
}

// WantText fails the test unless all of the texts were printed.
func WantText(w *Workspace, result Result, texts ...string) {
	w.t.Helper()
	printed := result.Text()
	for _, text := range texts {
		if !strings.Contains(printed, text) {
			w.t.Errorf("%q is missing in:\n%s%s", text, result.Out, result.Err)
		}
	}
}
