// SPDX-License-Identifier: Apache-2.0

package actions

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/report"
	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
)

// alreadySatisfied is the agent's word for a call that the collection's state makes unnecessary.
const alreadySatisfied = "already_satisfied"

// ModifyPlan asks whether the host would take the call, before anything is done.
func (a *hostAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	in := a.verb.read(ctx, req.Config, &resp.Diagnostics)
	unknown := in.collection.IsUnknown() || in.method.IsUnknown() || in.check.IsUnknown()
	if resp.Diagnostics.HasError() || unknown || in.check.ValueString() == checkSkip || !a.session.Known() {
		return
	}
	asked, _ := a.session.Agent(&resp.Diagnostics)
	method := bare(in.method.ValueString())
	check, err := asked.Check(ctx, in.collection.ValueString(), method)
	if err != nil {
		report.Error(&resp.Diagnostics, fmt.Sprintf("Unable to check %s on %s", method, in.collection), err)
		return
	}
	report.Simulated(&resp.Diagnostics, check.Origin)
	if check.Allowed || check.Reason == alreadySatisfied {
		return
	}
	refuse(check, method, in, &resp.Diagnostics)
}

func refuse(check agent.Check, method string, in invocation, to *diag.Diagnostics) {
	summary := fmt.Sprintf("%s would be refused on %s", method, in.collection)
	detail := report.Spoken(check.Message) + report.ValidNow(check.Message, check.Next)
	if in.check.ValueString() == checkWarn {
		to.AddAttributeWarning(path.Root("collection"), summary, detail)
		return
	}
	to.AddAttributeError(path.Root("collection"), summary, detail+
		"\n\nIf an action before it in the same run makes it valid, give plan_check = \"warn\".")
}

// Invoke makes the call and follows it.
func (a *hostAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	in := a.verb.read(ctx, req.Config, &resp.Diagnostics)
	asked, ok := a.session.Agent(&resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	limit, diags := in.timeouts.Invoke(ctx, invokeTimeout)
	resp.Diagnostics.Append(diags...)
	call := in.verb(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	tell := func(text string) { resp.SendProgress(action.InvokeProgressEvent{Message: text}) }
	tell(fmt.Sprintf("%s on %s …", call.Method, call.Collection))
	result, err := asked.Invoke(ctx, call)
	if rpc.HasReason(err, alreadySatisfied) {
		tell("nothing to do: " + err.Error())
		return
	}
	if err == nil {
		report.Simulated(&resp.Diagnostics, result.Origin)
		report.Warnings(&resp.Diagnostics, rpc.Ref{Name: call.Collection}, result.Warnings)
		err = follow(ctx, asked, call, result, tell)
	}
	if err != nil {
		report.Error(&resp.Diagnostics, fmt.Sprintf("%s on %s failed", call.Method, in.collection), err)
		return
	}
	tell(fmt.Sprintf("%s on %s: done", call.Method, call.Collection))
}

// follow shows every change of the operation until its wait is over.
func follow(ctx context.Context, a *agent.Agent, call agent.Verb, result agent.VerbResult, tell func(string)) error {
	shown := ""
	ended, err := a.Await(ctx, result.Operation(call.Collection), func(operation agent.Operation) {
		if text := progress(operation); text != shown && operation.Running() {
			shown = text
			tell(fmt.Sprintf("%s on %s: %s", call.Method, call.Collection, text))
		}
	})
	if err != nil {
		return err
	}
	return ended.Failure()
}

func progress(operation agent.Operation) string {
	text := operation.Status
	for _, step := range operation.Steps {
		if step.Job != nil {
			text = fmt.Sprintf("%s, %d %%", step.Job.JobStateName, step.Job.PercentComplete)
		}
	}
	return text
}
