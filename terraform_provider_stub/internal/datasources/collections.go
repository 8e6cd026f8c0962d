// SPDX-License-Identifier: Apache-2.0

package datasources

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/report"
	"github.com/hvcr/terraform-provider-hvcr/internal/wire"
)

type collectionsModel struct {
	Name        types.String `tfsdk:"name"`
	Mode        types.String `tfsdk:"mode"`
	State       types.String `tfsdk:"state"`
	Health      types.String `tfsdk:"health"`
	Collections types.List   `tfsdk:"collections"`
}

func newCollections() datasource.DataSource {
	return &source[collectionsModel]{name: "_collections", schema: collectionsSchema, read: readCollections}
}

func collectionsSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The collections of the cluster, replicated or not. However many there are, the host is asked a" +
			" handful of times.",
		Attributes: map[string]schema.Attribute{
			"name":   schema.StringAttribute{Optional: true, MarkdownDescription: "A pattern of names, with `*` and `?`."},
			"mode":   schema.StringAttribute{Optional: true, MarkdownDescription: "A mode, such as `primary`."},
			"state":  schema.StringAttribute{Optional: true, MarkdownDescription: "A state, such as `replicating`."},
			"health": schema.StringAttribute{Optional: true, MarkdownDescription: "A health, such as `critical`."},
			"collections": listOf("What was found.", map[string]schema.Attribute{
				"id":                text("The id of the collection."),
				"name":              text("Its name."),
				"side":              text("`none`, `primary`, `recovery` or `test`."),
				"mode":              enum("The mode as the host reports it."),
				"replication_state": enum("The state as the host reports it."),
				"health":            enum("The health, where one is known."),
			}),
		},
	}
}

var collectionTypes = map[string]attr.Type{
	"id": types.StringType, "name": types.StringType, "side": types.StringType,
	"mode": enumType, "replication_state": enumType, "health": enumType,
}

func readCollections(ctx context.Context, a *agent.Agent, config collectionsModel, to *diag.Diagnostics) collectionsModel {
	observed, err := a.List(ctx, agent.Filter{
		Name: config.Name.ValueString(), Mode: config.Mode.ValueString(),
		State: config.State.ValueString(), Health: config.Health.ValueString(),
	})
	if err != nil {
		report.Error(to, "Unable to list the collections", err)
		return config
	}
	report.Simulated(to, observed.Origin)
	config.Collections = types.ListValueMust(types.ObjectType{AttrTypes: collectionTypes}, collect(observed.Items, listed))
	return config
}

func listed(o agent.Observed) types.Object {
	return types.ObjectValueMust(collectionTypes, map[string]attr.Value{
		"id": types.StringValue(o.Collection.ID), "name": types.StringValue(o.Collection.Name), "side": types.StringValue(o.Side),
		"mode": wire.EnumObject(&o.Mode), "replication_state": wire.EnumObject(&o.State), "health": wire.EnumObject(o.Health),
	})
}
