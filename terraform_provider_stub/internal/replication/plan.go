// SPDX-License-Identifier: Apache-2.0

package replication

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/report"
)

// digestKey keeps the digest of the plan that was shown, where that plan throws something away.
const digestKey = "plan_digest"

// ModifyPlan asks the agent what the difference between refreshed state and configuration means. Where there is none,
// nobody is asked.
func (r *replication) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	switch {
	case req.Plan.Raw.IsNull():
		r.planRemoval(ctx, req, resp)
	case req.State.Raw.IsNull():
		r.planCreation(ctx, req, resp)
	case req.Plan.Raw.Equal(req.State.Raw):
		// The common case among a thousand: not even worth decoding.
	default:
		r.planChange(ctx, req, resp)
	}
}

func (r *replication) planRemoval(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || protected(state, &resp.Diagnostics) || !r.session.Known() {
		return
	}
	a, _ := r.session.Agent(&resp.Diagnostics)
	plan, err := a.Plan(ctx, absent(state))
	if gone(err, state) {
		return
	}
	r.show(plan, err, "Unable to plan the removal of the replication of "+label(state), &resp.Diagnostics)
}

func (r *replication) planCreation(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var config, plan model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || config.undecided() || !r.session.Known() {
		return
	}
	a, _ := r.session.Agent(&resp.Diagnostics)
	wanted, err := a.Plan(ctx, config.desired(ctx, plan.State, types.StringNull(), &resp.Diagnostics))
	if err == nil {
		err = fits(wanted)
	}
	if !r.show(wanted, err, "Unable to plan the replication of "+label(plan), &resp.Diagnostics) {
		return
	}
	plan.CollectionID = types.StringValue(wanted.Collection.ID)
	plan.CollectionName = types.StringValue(wanted.Collection.Name)
	plan.Cluster = types.StringValue(wanted.Cluster.Name)
	resp.Diagnostics.Append(resp.Plan.Set(ctx, plan)...)
}

func (r *replication) planChange(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var config, plan, state model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if !changes(plan, state) && !config.undecided() {
		// Only the spelling or what the provider itself keeps: the host's part of the plan is the state.
		state.DeletionProtection = plan.DeletionProtection
		resp.Diagnostics.Append(resp.Plan.Set(ctx, state)...)
		return
	}
	if config.undecided() || !r.session.Known() {
		return
	}
	r.askChange(ctx, config, plan, state, resp)
}

func (r *replication) askChange(
	ctx context.Context, config, plan, state model, resp *resource.ModifyPlanResponse,
) {
	id := state.CollectionID
	if !plan.Collection.Equal(state.Collection) {
		id = types.StringNull()
	}
	desired := config.desired(ctx, plan.State, id, &resp.Diagnostics)
	desired.ExpectCluster = state.Cluster.ValueString()
	a, _ := r.session.Agent(&resp.Diagnostics)
	wanted, err := a.Plan(ctx, desired)
	if !r.show(wanted, err, "Unable to plan the change of the replication of "+label(state), &resp.Diagnostics) {
		return
	}
	if !strings.EqualFold(wanted.Collection.ID, state.CollectionID.ValueString()) {
		if !protected(state, &resp.Diagnostics) {
			resp.RequiresReplace = append(resp.RequiresReplace, path.Root("collection"))
		}
		return
	}
	if !wanted.Changed {
		plan.Mode, plan.ReplicationState = state.Mode, state.ReplicationState
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, plan)...)
	rememberDigest(ctx, wanted, resp)
}

// show reports what the agent says about a plan, and whether it can be carried out.
func (r *replication) show(plan agent.Plan, err error, summary string, to *diag.Diagnostics) bool {
	report.Simulated(to, plan.Origin)
	if err != nil {
		report.Error(to, summary, err)
		return false
	}
	report.Warnings(to, plan.Collection, plan.Warnings)
	if plan.Blocked == nil {
		return true
	}
	detail := report.Spoken(plan.Blocked.Message)
	if plan.Blocked.Reason != settingsMissing {
		detail += report.ValidNow(detail, plan.Blocked.Next)
	}
	if len(plan.Needs) > 0 {
		detail += fmt.Sprintf("\n\nWhat to do: if that is wanted, give allow = [\"%s\"].", strings.Join(plan.Needs, `", "`))
	}
	to.AddAttributeError(blockedAt(plan), summary, detail)
	return false
}

// settingsMissing is the agent's word for a new relationship of which too little is declared.
const settingsMissing = "settings_missing"

// blockedAt is the attribute that the agent names. What only has to be allowed is a matter of allow, and what is about no
// member is about the state that cannot be reached.
func blockedAt(plan agent.Plan) path.Path {
	switch {
	case strings.HasPrefix(plan.Blocked.Reason, "needs_"):
		return path.Root("allow")
	case plan.Blocked.Path != "":
		return report.Attribute(plan.Blocked.Path)
	default:
		return path.Root("state")
	}
}

// protected refuses to lose a replication by a slip: a forgotten block, a renamed resource without a `moved` block.
func protected(state model, to *diag.Diagnostics) bool {
	if !state.DeletionProtection.ValueBool() {
		return false
	}
	to.AddAttributeError(path.Root("deletion_protection"),
		"The replication of "+label(state)+" is protected",
		"The plan would remove it, and with it the recovery points on the other side would have no source any more."+
			"\n\nWhat to do: apply deletion_protection = false first, then destroy or replace. To forget the resource and"+
			" leave the replication alone, use a removed block or terraform state rm.")
	return true
}

// rememberDigest binds a permission to the plan that is shown to the person who gives it.
func rememberDigest(ctx context.Context, plan agent.Plan, resp *resource.ModifyPlanResponse) {
	digest := ""
	if len(plan.Needs) > 0 {
		digest = plan.Digest
	}
	raw, err := json.Marshal(digest)
	if err != nil {
		resp.Diagnostics.AddError("The plan's digest cannot be stored", err.Error())
		return
	}
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, digestKey, raw)...)
}

func shownDigest(ctx context.Context, private privateReader) string {
	raw, _ := private.GetKey(ctx, digestKey)
	digest := ""
	if raw == nil || json.Unmarshal(raw, &digest) != nil {
		return ""
	}
	return digest
}

func stillRunning(err error) bool {
	var early *agent.WaitError
	return errors.As(err, &early)
}
