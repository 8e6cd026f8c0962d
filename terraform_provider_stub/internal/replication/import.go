// SPDX-License-Identifier: Apache-2.0

package replication

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/report"
	"github.com/hvcr/terraform-provider-hvcr/internal/wire"
)

// ImportState takes over a replication, by `CLUSTER/COLLECTION`, by the collection alone, or by identity.
func (r *replication) ImportState(
	ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
) {
	a, ok := r.session.Agent(&resp.Diagnostics)
	if !ok {
		return
	}
	cluster, collection := splitImportID(req.ID)
	if req.ID == "" {
		var identity identityModel
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
		cluster, collection = identity.Cluster.ValueString(), identity.CollectionID.ValueString()
	}
	observed := r.observe(ctx, a, cluster, collection, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	report.Simulated(&resp.Diagnostics, observed.Origin)
	store(ctx, refreshed(empty(), observed), &resp.State, resp.Identity, &resp.Diagnostics)
}

func (r *replication) observe(
	ctx context.Context, a *agent.Agent, cluster, collection string, to *diag.Diagnostics,
) agent.Observed {
	summary := fmt.Sprintf("Unable to import the replication of %q", collection)
	observed, err := a.Get(ctx, collection, agent.Declared...)
	if err == nil {
		err = a.SameCluster(ctx, "replication.get", cluster, observed.Origin)
	}
	switch {
	case err != nil:
		report.Error(to, summary, err)
	case !observed.Replicated():
		to.AddError(summary, fmt.Sprintf("%s exists on cluster %s, but has no replication relationship there. Declare it"+
			" without an import, and an apply makes one.", observed.Collection, observed.Cluster.Name))
	}
	return observed
}

// splitImportID: a cluster's name holds no slash, so that the first one ends it. Without one, the whole id is the
// collection.
func splitImportID(id string) (cluster, collection string) {
	before, after, found := strings.Cut(id, "/")
	if !found {
		return "", id
	}
	return before, after
}

// empty is the state of a resource of which nothing is declared yet.
func empty() model {
	return model{
		Settings:           types.ObjectNull(wire.SettingsTypes),
		InitialReplication: types.ObjectNull(initialReplicationTypes),
		Allow:              types.ListNull(types.StringType),
		Timeouts:           timeouts.Value{Object: types.ObjectNull(timeoutsTypes)},
		Mode:               types.ObjectNull(wire.EnumTypes),
		ReplicationState:   types.ObjectNull(wire.EnumTypes),
	}
}
