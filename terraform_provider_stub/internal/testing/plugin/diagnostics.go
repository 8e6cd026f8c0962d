// SPDX-License-Identifier: Apache-2.0

package plugin

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Diagnostics are what the provider says to a person.
type Diagnostics []*tfprotov6.Diagnostic

// HasError tells whether one of them is an error.
func (d Diagnostics) HasError() bool {
	for _, one := range d {
		if one.Severity == tfprotov6.DiagnosticSeverityError {
			return true
		}
	}
	return false
}

// Empty fails the test unless nothing is said.
func (d Diagnostics) Empty(t *testing.T) {
	t.Helper()
	for _, one := range d {
		t.Errorf("unexpected diagnostic: %s", text(one))
	}
}

// Error fails the test unless there is an error at the attribute that contains all of the texts.
func (d Diagnostics) Error(t *testing.T, attribute string, texts ...string) {
	t.Helper()
	d.find(t, tfprotov6.DiagnosticSeverityError, attribute, texts)
}

// Warning fails the test unless there is a warning at the attribute that contains all of the texts.
func (d Diagnostics) Warning(t *testing.T, attribute string, texts ...string) {
	t.Helper()
	d.find(t, tfprotov6.DiagnosticSeverityWarning, attribute, texts)
}

func (d Diagnostics) find(t *testing.T, severity tfprotov6.DiagnosticSeverity, attribute string, texts []string) {
	t.Helper()
	var all []string
	for _, one := range d {
		if one.Severity == severity && at(one) == attribute && containsAll(text(one), texts) {
			return
		}
		all = append(all, text(one))
	}
	t.Errorf("no %s at %q with %q; there are:\n%s", severity, attribute, texts, strings.Join(all, "\n"))
}

func containsAll(text string, parts []string) bool {
	for _, part := range parts {
		if !strings.Contains(text, part) {
			return false
		}
	}
	return true
}

// at renders a path as settings.replica_server_port.
func at(one *tfprotov6.Diagnostic) string {
	path := strings.ReplaceAll(one.Attribute.String(), `AttributeName("`, "")
	return strings.ReplaceAll(path, `")`, "")
}

func text(one *tfprotov6.Diagnostic) string {
	return one.Severity.String() + " at " + at(one) + ": " + one.Summary + "\n" + one.Detail
}
