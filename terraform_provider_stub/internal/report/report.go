// SPDX-License-Identifier: Apache-2.0

// Package report turns what the agent says into Terraform diagnostics: the agent's own words, the attribute they belong
// to, what is valid now, and what to do.
package report

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
)

// Error reports a failed call at the attribute that the agent names.
func Error(to *diag.Diagnostics, summary string, err error) {
	member := ""
	var answered *rpc.Error
	if errors.As(err, &answered) {
		member = answered.Data.Path
	}
	if attribute := Attribute(member); len(attribute.Steps()) > 0 {
		to.AddAttributeError(attribute, summary, Detail(err))
		return
	}
	to.AddError(summary, Detail(err))
}

// Warning reports the same as a warning: the work goes on, or can go on.
func Warning(to *diag.Diagnostics, summary, consequence string, err error) {
	to.AddWarning(summary, consequence+"\n\n"+Detail(err))
}

// Warnings shows what the agent warns of, each at its attribute.
func Warnings(to *diag.Diagnostics, collection rpc.Ref, warnings []agent.Warning) {
	for _, warning := range warnings {
		summary := fmt.Sprintf("Replication of %s: %s", name(collection), strings.ReplaceAll(warning.Reason, "_", " "))
		if attribute := Attribute(warning.Path); len(attribute.Steps()) > 0 {
			to.AddAttributeWarning(attribute, summary, Spoken(warning.Message))
		} else {
			to.AddWarning(summary, Spoken(warning.Message))
		}
	}
}

// Simulated warns that what follows is not a real cluster. Terraform folds repetitions of one summary.
func Simulated(to *diag.Diagnostics, origin rpc.Origin) {
	if origin.Simulated() {
		to.AddWarning("This is a simulation",
			fmt.Sprintf("The agent on node %s of cluster %s answers from its simulator. No Hyper-V host is read or changed.",
				origin.Node, origin.Cluster.Name))
	}
}

// Detail says everything that is known about a failed call.
func Detail(err error) string {
	var answered *rpc.Error
	var transport *rpc.TransportError
	var wait *agent.WaitError
	switch {
	case errors.As(err, &wait):
		return waitDetail(wait)
	case errors.As(err, &answered):
		return answeredDetail(answered)
	case errors.As(err, &transport):
		return transportDetail(transport)
	default:
		return err.Error()
	}
}

// answeredDetail says each thing once: most messages of the agent name the collection and what is valid by themselves.
func answeredDetail(e *rpc.Error) string {
	data := e.Data
	text := []string{Spoken(e.Message), ""}
	if data.Collection != nil && !(strings.Contains(e.Message, data.Collection.ID) && saysState(e.Message, data.State)) {
		text = append(text, "Collection: "+data.Collection.String()+modeAndState(data))
	}
	if !saysAll(e.Message, data.Allowed) {
		label := "Allowed: "
		if data.State != nil {
			label = "Valid now: "
		}
		text = append(text, label+strings.Join(data.Allowed, ", "))
	}
	if data.OwnerNode != "" {
		text = append(text, "Owner node: "+data.OwnerNode)
	}
	if hint := Spoken(hint(e)); hint != "" {
		text = append(text, "What to do: "+hint)
	}
	return strings.Join(append(text, origin(e)), "\n")
}

// ValidNow is a paragraph with what is valid now, unless the message says it.
func ValidNow(message string, methods []string) string {
	if saysAll(message, methods) {
		return ""
	}
	return "\n\nValid now: " + strings.Join(methods, ", ")
}

func saysState(message string, state *rpc.Enum) bool {
	return state == nil || strings.Contains(message, fmt.Sprintf("state %d ", state.Number))
}

func saysAll(message string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(message, word) {
			return false
		}
	}
	return true
}

func modeAndState(data rpc.ErrorData) string {
	text := ""
	if data.Mode != nil {
		text += ", mode " + data.Mode.String()
	}
	if data.State != nil {
		text += ", state " + data.State.String()
	}
	return text
}

// hint prefers the agent's own; what the agent cannot know is where this provider takes its credentials from.
func hint(e *rpc.Error) string {
	own := ""
	switch e.Code {
	case rpc.CodeUnauthorized:
		own = "Give a valid token as token, token_file, HVCR_TOKEN or HVCR_TOKEN_FILE of this provider block." +
			" The agent's first token is in administrator.token in its data folder."
	case rpc.CodeForbidden:
		if e.Data.Reason == "forbidden" {
			own = "The token is valid, but does not allow this. Give this provider block one that does."
		}
	case rpc.CodeRateLimited:
		own = "Look for what sends a wrong token from this machine; else lower max_concurrent_requests of this provider block," +
			" or run Terraform with a smaller -parallelism."
		if e.RetryAfter > 0 {
			own = fmt.Sprintf("Wait %s. ", e.RetryAfter) + own
		}
	}
	return strings.TrimSpace(e.Data.Hint + " " + own)
}

func origin(e *rpc.Error) string {
	text := fmt.Sprintf("%s answered %d", e.Method, e.Code)
	if e.Data.Reason != "" {
		text += " (" + e.Data.Reason + ")"
	}
	if e.Data.Node != "" {
		text += fmt.Sprintf(" from node %s of cluster %s", e.Data.Node, e.Data.Cluster.Name)
	}
	if e.Data.Simulated() {
		text += ", a simulation"
	}
	if e.Data.OperationID != "" {
		text += ", operation " + e.Data.OperationID
	}
	if e.RequestID != "" {
		text += ", request " + e.RequestID + " in its log"
	}
	return text + "."
}

func transportDetail(e *rpc.TransportError) string {
	text := fmt.Sprintf("%s could not be asked at %s: %v", e.Method, e.Endpoint, e.Err)
	if e.Sent && !e.Permanent && e.Hint == "" {
		text = fmt.Sprintf("%s was sent to %s, but no answer came: %v", e.Method, e.Endpoint, e.Err)
	}
	if e.Hint != "" {
		text += "\n\nWhat to do: " + e.Hint
	} else if !e.Sent {
		text += "\n\nWhat to do: check that hvcr-agent runs there and that url names it. Nothing was changed."
	}
	return text
}

func waitDetail(e *agent.WaitError) string {
	op := e.Operation
	text := fmt.Sprintf("Operation %s (%s) on %s goes on in the agent", op.ID, op.Method, op.Collection)
	if op.Percent != nil {
		text += fmt.Sprintf(", %d %% when last seen", *op.Percent)
	}
	why := Detail(e.Err)
	switch {
	case errors.Is(e.Err, context.DeadlineExceeded):
		why = "The time that `timeouts` allows is over."
	case errors.Is(e.Err, context.Canceled):
		why = "The run was interrupted."
	}
	return text + ". " + why + fmt.Sprintf("\n\n`hvcr-agent call operation.get '{\"id\":%q}'` shows how it stands.", op.ID)
}

func name(collection rpc.Ref) string {
	if collection.Name != "" {
		return collection.Name
	}
	return collection.ID
}
