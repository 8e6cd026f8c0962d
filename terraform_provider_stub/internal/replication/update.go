// SPDX-License-Identifier: Apache-2.0

package replication

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/report"
)

// Update changes what is there, in place. A failed update leaves the prior state; the next refresh sees how far it got.
func (r *replication) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var config, plan, state model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	storeTimeouts(ctx, config.Timeouts, resp.Private, &resp.Diagnostics)
	if !changes(plan, state) {
		next := state
		next.DeletionProtection = plan.DeletionProtection
		store(ctx, next, &resp.State, resp.Identity, &resp.Diagnostics)
		return
	}
	a, ok := r.session.Agent(&resp.Diagnostics)
	if !ok {
		return
	}
	limit, diags := config.Timeouts.Update(ctx, changeTimeout)
	resp.Diagnostics.Append(diags...)
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	desired := config.desired(ctx, plan.State, state.CollectionID, &resp.Diagnostics)
	desired.ExpectCluster = state.Cluster.ValueString()
	if resp.Diagnostics.HasError() {
		return
	}
	operation, err := reach(limited, a, desired, config.Wait.ValueString(), shownDigest(ctx, req.Private))
	if err != nil && !stillRunning(err) {
		report.Error(&resp.Diagnostics, "Unable to change the replication of "+label(state), err)
		return
	}
	if err != nil {
		report.Warning(&resp.Diagnostics, "The replication of "+label(state)+" is still changing",
			"The change is under way and is recorded. The next refresh sees how it ended.", err)
	}
	observed := r.readBack(ctx, a, operation, resp)
	report.Simulated(&resp.Diagnostics, observed.Origin)
	store(ctx, settled(plan, observed), &resp.State, resp.Identity, &resp.Diagnostics)
}

func (r *replication) readBack(
	ctx context.Context, a *agent.Agent, operation agent.Operation, resp *resource.UpdateResponse,
) agent.Observed {
	ctx, cancel := detached(ctx)
	defer cancel()
	observed, err := a.Get(ctx, operation.Collection.ID, agent.Declared...)
	if err != nil {
		report.Warning(&resp.Diagnostics, "The replication was changed, but could not be read back",
			"The next refresh fills in what is missing.", err)
		return fromOperation(operation)
	}
	return observed
}
