// SPDX-License-Identifier: Apache-2.0

package replication

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/wire"
)

// model is the resource in Terraform's values. Null means "not declared", unknown means "known after apply".
type model struct {
	Collection         types.String   `tfsdk:"collection"`
	State              types.String   `tfsdk:"state"`
	Settings           types.Object   `tfsdk:"settings"`
	InitialReplication types.Object   `tfsdk:"initial_replication"`
	Allow              types.List     `tfsdk:"allow"`
	Wait               types.String   `tfsdk:"wait"`
	DeletionProtection types.Bool     `tfsdk:"deletion_protection"`
	Timeouts           timeouts.Value `tfsdk:"timeouts"`
	CollectionID       types.String   `tfsdk:"collection_id"`
	CollectionName     types.String   `tfsdk:"collection_name"`
	Cluster            types.String   `tfsdk:"cluster"`
	Mode               types.Object   `tfsdk:"mode"`
	ReplicationState   types.Object   `tfsdk:"replication_state"`
}

// equal tells whether both are the same in every attribute that a state keeps.
func (m model) equal(other model) bool {
	pairs := [][2]attr.Value{
		{m.Collection, other.Collection},
		{m.State, other.State},
		{m.Settings, other.Settings},
		{m.DeletionProtection, other.DeletionProtection},
		{m.CollectionID, other.CollectionID},
		{m.CollectionName, other.CollectionName},
		{m.Cluster, other.Cluster},
		{m.Mode, other.Mode},
		{m.ReplicationState, other.ReplicationState},
	}
	return !slices.ContainsFunc(pairs, func(pair [2]attr.Value) bool { return !pair[0].Equal(pair[1]) })
}

// identityModel names the replication for good: failovers and renames do not touch it.
type identityModel struct {
	Cluster      types.String `tfsdk:"cluster"`
	CollectionID types.String `tfsdk:"collection_id"`
}

func (m model) identity() identityModel {
	return identityModel{Cluster: m.Cluster, CollectionID: m.CollectionID}
}

type initialReplicationModel struct {
	Type           types.String `tfsdk:"type"`
	ExportLocation types.String `tfsdk:"export_location"`
	StartTime      types.String `tfsdk:"start_time"`
}

var initialReplicationTypes = map[string]attr.Type{
	"type": types.StringType, "export_location": types.StringType, "start_time": types.StringType,
}

var timeoutsTypes = map[string]attr.Type{
	"create": types.StringType, "read": types.StringType, "update": types.StringType, "delete": types.StringType,
}

// desired is the configuration as the agent reads it: only what is declared. The collection is named by its id as soon
// as that is known, so that a renamed collection stays the same one.
func (m model) desired(ctx context.Context, state types.String, id types.String, to *diag.Diagnostics) agent.Desired {
	desired := agent.Desired{Document: agent.Document{Collection: m.Collection.ValueString(), State: state.ValueString()}}
	if known(id) {
		desired.Collection = id.ValueString()
	}
	if known(m.Settings) {
		settings := wire.SettingsOf(ctx, m.Settings, to)
		desired.Settings = &settings
	}
	if known(m.InitialReplication) {
		var initial initialReplicationModel
		to.Append(m.InitialReplication.As(ctx, &initial, basetypes.ObjectAsOptions{})...)
		desired.InitialReplication = &agent.InitialReplication{
			Type:           initial.Type.ValueStringPointer(),
			ExportLocation: initial.ExportLocation.ValueStringPointer(),
			StartTime:      initial.StartTime.ValueStringPointer(),
		}
	}
	if known(m.Allow) {
		to.Append(m.Allow.ElementsAs(ctx, &desired.Allow, false)...)
	}
	return desired
}

// undecided tells whether the configuration holds values that are known only after an apply.
func (m model) undecided() bool {
	for _, value := range []attr.Value{m.Collection, m.State, m.Settings, m.InitialReplication, m.Allow} {
		if hasUnknown(value) {
			return true
		}
	}
	return false
}

func hasUnknown(value attr.Value) bool {
	if value.IsUnknown() {
		return true
	}
	switch value := value.(type) {
	case types.Object:
		for _, inner := range value.Attributes() {
			if hasUnknown(inner) {
				return true
			}
		}
	case types.Set:
		return slices.ContainsFunc(value.Elements(), hasUnknown)
	case types.List:
		return slices.ContainsFunc(value.Elements(), hasUnknown)
	}
	return false
}
