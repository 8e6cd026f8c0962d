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
	"github.com/hvcr/terraform-provider-hvcr/internal/wire"
)

type recoveryPointsModel struct {
	Collection     types.String `tfsdk:"collection"`
	RecoveryPoints types.List   `tfsdk:"recovery_points"`
}

func newRecoveryPoints() datasource.DataSource {
	return &source[recoveryPointsModel]{name: "_recovery_points", schema: recoveryPointsSchema, read: readRecoveryPoints}
}

func recoveryPointsSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The points in time that a failover or a test failover of a collection can go back to. They lie on" +
			" the recovery side.",
		Attributes: map[string]schema.Attribute{
			"collection":      schema.StringAttribute{Required: true, MarkdownDescription: "The collection, by id, object path or name."},
			"recovery_points": listOf("The recovery points.", recoveryPoints()),
		},
	}
}

func readRecoveryPoints(
	ctx context.Context, a *agent.Agent, config recoveryPointsModel, to *diag.Diagnostics,
) recoveryPointsModel {
	found, origin, err := a.RecoveryPoints(ctx, config.Collection.ValueString())
	if err != nil {
		report.Error(to, fmt.Sprintf("Unable to list the recovery points of %s", config.Collection), err)
		return config
	}
	report.Simulated(to, origin)
	config.RecoveryPoints = points(found)
	return config
}

var pointTypes = map[string]attr.Type{
	"id": types.StringType, "name": types.StringType, "created_at": types.StringType, "consistency": enumType,
}

func points(found []agent.RecoveryPoint) types.List {
	return types.ListValueMust(types.ObjectType{AttrTypes: pointTypes}, collect(found, func(p agent.RecoveryPoint) types.Object {
		return types.ObjectValueMust(pointTypes, map[string]attr.Value{
			"id": types.StringValue(p.ID), "name": types.StringValue(p.Name), "created_at": types.StringValue(p.CreatedAt),
			"consistency": wire.EnumObject(&p.Consistency),
		})
	}))
}
