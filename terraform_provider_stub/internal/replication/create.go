// SPDX-License-Identifier: Apache-2.0

package replication

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/report"
	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
)

// Create makes the relationship, or adopts one that fits. See the package's description for why it never taints.
func (r *replication) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var config, plan model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	a, ok := r.session.Agent(&resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	limit, diags := config.Timeouts.Create(ctx, changeTimeout)
	resp.Diagnostics.Append(diags...)
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	desired := config.desired(ctx, plan.State, plan.CollectionID, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	operation, err := establish(limited, a, desired, config.Wait.ValueString())
	observed, found := r.afterCreate(ctx, a, plan, operation, err, &resp.Diagnostics)
	if !found {
		return
	}
	report.Simulated(&resp.Diagnostics, observed.Origin)
	store(ctx, settled(plan, observed), &resp.State, resp.Identity, &resp.Diagnostics)
	storeTimeouts(ctx, config.Timeouts, resp.Private, &resp.Diagnostics)
}

// establish plans once more, because an hour can lie between a plan and its apply, and then holds the agent to exactly
// the plan that was found fitting.
func establish(ctx context.Context, a *agent.Agent, desired agent.Desired, wait string) (agent.Operation, error) {
	plan, err := a.Plan(ctx, desired)
	if err != nil {
		return agent.Operation{}, err
	}
	if err := fits(plan); err != nil {
		return agent.Operation{}, err
	}
	return reach(ctx, a, desired, wait, plan.Digest)
}

// afterCreate looks what became of a create. It reports whether there is something to store.
func (r *replication) afterCreate(
	ctx context.Context, a *agent.Agent, plan model, operation agent.Operation, failure error, to *diag.Diagnostics,
) (agent.Observed, bool) {
	summary := "Unable to set up the replication of " + label(plan)
	if failure != nil && rpc.ChangedNothing(failure) {
		report.Error(to, summary, failure)
		return agent.Observed{}, false
	}
	ctx, cancel := detached(ctx)
	defer cancel()
	observed, err := a.Get(ctx, collectionOf(plan, operation), agent.Declared...)
	switch {
	case failure == nil && err != nil:
		report.Warning(to, "The replication was set up, but could not be read back",
			"The next refresh fills in what is missing.", err)
		return fromOperation(operation), true
	case failure == nil:
		return observed, true
	case err == nil && observed.IsPrimary():
		report.Warning(to, fmt.Sprintf("The replication of %s is set up, but not yet as declared", observed.Collection),
			"The relationship exists and is recorded. The next apply goes on from there.", failure)
		return observed, true
	default:
		report.Error(to, summary, failure)
		return agent.Observed{}, false
	}
}

func collectionOf(plan model, operation agent.Operation) string {
	if operation.Collection.ID != "" {
		return operation.Collection.ID
	}
	return plan.Collection.ValueString()
}

// fromOperation is all that is known when the read after an apply fails.
func fromOperation(operation agent.Operation) agent.Observed {
	observed := agent.Observed{Origin: operation.Origin, Collection: operation.Collection}
	if operation.Plan != nil && operation.Plan.After != nil {
		observed.Document = *operation.Plan.After
	}
	return observed
}

// fits refuses to take over a relationship that is not the declared one. A plan that does not begin with a new
// relationship found one; if it changes settings, throws something away, or the collection is not on the primary side,
// that one was made by somebody else, and importing it is the way to take it over.
func fits(plan agent.Plan) error {
	if len(plan.Steps) > 0 && isCreate(plan.Steps[0]) {
		return nil
	}
	why := ""
	switch {
	case slices.ContainsFunc(plan.Warnings, func(w agent.Warning) bool { return w.Reason == "side_changed" }):
		why = "it is not on the primary side here"
	case slices.ContainsFunc(plan.Steps, isModify):
		why = "its settings differ from the declared ones"
	case len(plan.Needs) > 0:
		why = fmt.Sprintf("reaching the declared state needs %v", plan.Needs)
	default:
		return nil
	}
	return &rpc.Error{
		Code: rpc.CodeConflict, Method: "replication.plan",
		Message: fmt.Sprintf("%s is replicated already, and %s. Nothing was changed.", plan.Collection, why),
		Data: rpc.ErrorData{
			Origin: plan.Origin, Path: "collection", Reason: "already_replicated", Outcome: "not_started",
			Hint: fmt.Sprintf("Take it over with: import { to = …, id = %q }", plan.Cluster.Name+"/"+plan.Collection.ID),
		},
	}
}

func isCreate(step agent.Step) bool { return step.Method == "CreateReplicationRelationship" }

func isModify(step agent.Step) bool { return step.Method == "ModifyReplicationSettings" }
