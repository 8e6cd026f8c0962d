// SPDX-License-Identifier: Apache-2.0

package datasources

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/report"
	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
	"github.com/hvcr/terraform-provider-hvcr/internal/wire"
)

type collectionModel struct {
	Collection       types.String `tfsdk:"collection"`
	CollectionID     types.String `tfsdk:"collection_id"`
	CollectionName   types.String `tfsdk:"collection_name"`
	Cluster          types.String `tfsdk:"cluster"`
	Node             types.String `tfsdk:"node"`
	Side             types.String `tfsdk:"side"`
	Mode             types.Object `tfsdk:"mode"`
	ReplicationState types.Object `tfsdk:"replication_state"`
	Health           types.Object `tfsdk:"health"`
	Satisfies        types.Set    `tfsdk:"satisfies"`
	Settings         types.Object `tfsdk:"settings"`
	PendingStart     types.String `tfsdk:"pending_start"`
	Members          types.List   `tfsdk:"members"`
	Statistics       types.String `tfsdk:"statistics"`
	HealthIssues     types.List   `tfsdk:"health_issues"`
	RecoveryPoints   types.List   `tfsdk:"recovery_points"`
	TestCollection   types.String `tfsdk:"test_collection_id"`
}

func newCollection() datasource.DataSource {
	return &source[collectionModel]{name: "_collection_replication", schema: collectionSchema, read: readCollection}
}

func collectionSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Everything about the replication of one collection on this cluster, with what changes from minute" +
			" to minute: health, statistics, members, recovery points. A collection that is not replicated has `side =" +
			" \"none\"`; one that does not exist is an error.",
		Attributes: map[string]schema.Attribute{
			"collection":         schema.StringAttribute{Required: true, MarkdownDescription: "The collection, by id, object path or name."},
			"collection_id":      text("The id of the collection."),
			"collection_name":    text("The name of the collection."),
			"cluster":            text("The cluster that answered."),
			"node":               text("The node that answered."),
			"side":               text("`none`, `primary`, `recovery` or `test`."),
			"mode":               enum("The mode as the host reports it."),
			"replication_state":  enum("The state as the host reports it."),
			"health":             enum("The health, where the host tells one."),
			"satisfies":          schema.SetAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "The wanted states that hold."},
			"settings":           settings(),
			"pending_start":      text("When a scheduled start will happen."),
			"members":            listOf("The virtual machines.", memberAttributes()),
			"statistics":         text("The statistics as JSON; read them with `jsondecode`."),
			"health_issues":      texts("What the host says is wrong."),
			"recovery_points":    listOf("What a failover can go back to.", recoveryPoints()),
			"test_collection_id": text("The id of the test collection, while one exists."),
		},
	}
}

func memberAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":          text("The id of the virtual machine."),
		"name":        text("Its name."),
		"node":        text("The node that owns it."),
		"power_state": enum("Whether it runs."),
		"state":       enum("Its replication state; virtual machines and collections number them differently."),
		"health":      enum("Its replication health, where the host tells one."),
	}
}

func readCollection(ctx context.Context, a *agent.Agent, config collectionModel, to *diag.Diagnostics) collectionModel {
	observed, err := a.Get(ctx, config.Collection.ValueString())
	if err != nil {
		report.Error(to, fmt.Sprintf("Unable to read the replication of %s", config.Collection), err)
		return config
	}
	report.Simulated(to, observed.Origin)
	config.CollectionID = types.StringValue(observed.Collection.ID)
	config.CollectionName = types.StringValue(observed.Collection.Name)
	config.Cluster = types.StringValue(observed.Cluster.Name)
	config.Node = types.StringValue(observed.Node)
	config.Side = types.StringValue(observed.Side)
	config.Mode = wire.EnumObject(&observed.Mode)
	config.ReplicationState = wire.EnumObject(&observed.State)
	config.Health = wire.EnumObject(observed.Health)
	config.Satisfies = wire.Texts(append([]string{}, observed.Satisfies...))
	config.Settings = wire.SettingsObject(observed.Document.Settings)
	config.PendingStart = optional(observed.PendingStart)
	config.Members = types.ListValueMust(types.ObjectType{AttrTypes: memberTypes}, collect(observed.Members, member))
	config.Statistics = optional(string(observed.Statistics))
	config.HealthIssues = types.ListValueMust(types.StringType, collect(observed.HealthIssues, types.StringValue))
	config.RecoveryPoints = points(observed.RecoveryPoints)
	config.TestCollection = optional(refID(observed.TestCollection))
	return config
}

var memberTypes = map[string]attr.Type{
	"id": types.StringType, "name": types.StringType, "node": types.StringType,
	"power_state": enumType, "state": enumType, "health": enumType,
}

func member(m agent.Member) types.Object {
	return types.ObjectValueMust(memberTypes, map[string]attr.Value{
		"id": types.StringValue(m.ID), "name": types.StringValue(m.Name), "node": optional(m.Node),
		"power_state": wire.EnumObject(&m.PowerState), "state": wire.EnumObject(&m.State), "health": wire.EnumObject(m.Health),
	})
}

var enumType = types.ObjectType{AttrTypes: wire.EnumTypes}

// optional is null where the agent says nothing.
func optional(text string) types.String {
	if text == "" || text == "null" {
		return types.StringNull()
	}
	return types.StringValue(text)
}

func refID(ref *rpc.Ref) string {
	if ref == nil {
		return ""
	}
	return ref.ID
}
