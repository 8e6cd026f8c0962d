// SPDX-License-Identifier: Apache-2.0

// Package replication is the resource hvcr_collection_replication and its list.
//
// The resource holds no state machine. A plan is `replication.plan`, an apply is one `replication.apply`, a read is an
// entry of `replication.list`, and what the state keeps is decided by what the agent says the host satisfies.
//
// A create never taints: Terraform plans a tainted resource as destroy and create, which would throw a replication away
// because a wait ended early. So an error of a create never comes with a state, and wherever a relationship exists
// afterwards the create succeeds with a warning; the next refresh finds what is missing, as an update in place.
package replication

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/report"
	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
	"github.com/hvcr/terraform-provider-hvcr/internal/session"
)

// TypeName is what follows the provider's name in a configuration.
const TypeName = "_collection_replication"

var (
	_ resource.ResourceWithConfigure   = (*replication)(nil)
	_ resource.ResourceWithModifyPlan  = (*replication)(nil)
	_ resource.ResourceWithImportState = (*replication)(nil)
	_ resource.ResourceWithIdentity    = (*replication)(nil)
)

type replication struct {
	session *session.Session
}

// NewResource makes the resource.
func NewResource() resource.Resource {
	return &replication{}
}

func (r *replication) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + TypeName
}

func (r *replication) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schemaOf(ctx)
}

func (r *replication) IdentitySchema(
	_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse,
) {
	resp.IdentitySchema = identityOf()
}

func (r *replication) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.session = session.From(req.ProviderData, &resp.Diagnostics)
}

// Read removes the resource only when the agent of its own cluster affirms that there is no relationship.
func (r *replication) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if !r.session.Known() {
		resp.Diagnostics.AddWarning("The replication was not refreshed",
			"The provider block has values that are known only after an apply, so the agent was not asked.")
		return
	}
	a, _ := r.session.Agent(&resp.Diagnostics)
	ctx, cancel := context.WithTimeout(ctx, storedTimeouts(ctx, req.Private).Read)
	defer cancel()
	observed, err := a.Lookup(ctx, state.CollectionID.ValueString())
	if err == nil {
		err = a.SameCluster(ctx, "replication.get", state.Cluster.ValueString(), observed.Origin)
	}
	switch {
	case gone(err, state) || err == nil && !observed.Replicated():
		resp.State.RemoveResource(ctx)
	case err != nil:
		report.Error(&resp.Diagnostics, "Unable to read the replication of "+label(state), err)
	default:
		report.Simulated(&resp.Diagnostics, observed.Origin)
		next := refreshed(state, observed)
		if next.equal(state) && req.Identity != nil && !req.Identity.Raw.IsFullyNull() {
			return // The response holds it already.
		}
		store(ctx, next, &resp.State, resp.Identity, &resp.Diagnostics)
	}
}

// Delete is idempotent, and says what is left on the other side.
func (r *replication) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	a, ok := r.session.Agent(&resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() || protected(state, &resp.Diagnostics) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, storedTimeouts(ctx, req.Private).Delete)
	defer cancel()
	done, err := reach(ctx, a, absent(state), "", "")
	if gone(err, state) {
		return
	}
	if err != nil {
		report.Error(&resp.Diagnostics, "Unable to remove the replication of "+label(state), err)
		return
	}
	report.Simulated(&resp.Diagnostics, done.Origin)
	report.Warnings(&resp.Diagnostics, done.Collection, done.Warnings)
}

func absent(state model) agent.Desired {
	return agent.Desired{
		Document:      agent.Document{Collection: state.CollectionID.ValueString(), State: agent.StateAbsent},
		ExpectCluster: state.Cluster.ValueString(),
	}
}

// gone tells whether the error affirms, in the name of the resource's own cluster, that the collection does not exist.
// An agent of another cluster can tell nothing about it.
func gone(err error, state model) bool {
	answered, ok := asAnswer(err)
	return ok && answered.Data.Reason == "unknown_collection" && answered.Data.Cluster.Is(state.Cluster.ValueString())
}

func label(m model) string {
	ref := rpc.Ref{ID: m.CollectionID.ValueString(), Name: m.CollectionName.ValueString()}
	if ref.ID == "" {
		return m.Collection.String()
	}
	return ref.String()
}

func store(
	ctx context.Context, m model, state *tfsdk.State, identity *tfsdk.ResourceIdentity, to *diag.Diagnostics,
) {
	to.Append(state.Set(ctx, m)...)
	if identity != nil {
		to.Append(identity.Set(ctx, m.identity())...)
	}
}

// detached outlives an interrupted or timed-out run for as long as it takes to look what became of it.
func detached(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
}
