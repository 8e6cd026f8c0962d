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
)

type agentModel struct {
	Version      types.String `tfsdk:"version"`
	APIVersion   types.String `tfsdk:"api_version"`
	Backend      types.String `tfsdk:"backend"`
	Site         types.String `tfsdk:"site"`
	ClusterID    types.String `tfsdk:"cluster_id"`
	ClusterName  types.String `tfsdk:"cluster_name"`
	Node         types.String `tfsdk:"node"`
	Broker       types.String `tfsdk:"broker"`
	Capabilities types.List   `tfsdk:"capabilities"`
	Preflight    types.List   `tfsdk:"preflight"`
}

func newAgent() datasource.DataSource {
	return &source[agentModel]{name: "_agent", schema: agentSchema, read: readAgent}
}

func agentSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The agent that answers: what it is, which cluster it serves, and whether the prerequisites of" +
			" replication hold there.",
		Attributes: map[string]schema.Attribute{
			"version":      text("The agent's version."),
			"api_version":  text("The version of its API."),
			"backend":      text("`wmi`, or `simulator` where there is no Hyper-V behind it."),
			"site":         text("The site of a simulated fabric."),
			"cluster_id":   text("The id of the cluster."),
			"cluster_name": text("The name of the cluster."),
			"node":         text("The node that the agent runs on."),
			"broker": text("The client access point of the cluster's Hyper-V Replica Broker, where one is known: what another" +
				" cluster takes as `replica_server_name`."),
			"capabilities": texts("What this host can do beyond the methods of the service."),
			"preflight": listOf("The prerequisites.", map[string]schema.Attribute{
				"id":     text("The number of the prerequisite."),
				"title":  text("What is required."),
				"status": text("`pass`, `fail` or `notCheckable`."),
				"detail": text("What was seen."),
				"hint":   text("What to do about it."),
			}),
		},
	}
}

func readAgent(ctx context.Context, a *agent.Agent, state agentModel, to *diag.Diagnostics) agentModel {
	info, err := a.Info(ctx)
	if err != nil {
		report.Error(to, "Unable to ask the agent what it is", err)
		return state
	}
	checks, err := a.Preflight(ctx)
	if err != nil {
		report.Error(to, "Unable to check the prerequisites", err)
		return state
	}
	report.Simulated(to, info.Origin())
	return agentModel{
		Version:      types.StringValue(info.Version),
		APIVersion:   types.StringValue(info.APIVersion.String()),
		Backend:      types.StringValue(info.Backend),
		Site:         optional(info.Site),
		ClusterID:    types.StringValue(info.Cluster.ID),
		ClusterName:  types.StringValue(info.Cluster.Name),
		Node:         types.StringValue(info.Node),
		Broker:       optional(info.Broker),
		Capabilities: types.ListValueMust(types.StringType, collect(info.Capabilities, types.StringValue)),
		Preflight:    types.ListValueMust(types.ObjectType{AttrTypes: checkTypes}, collect(checks, check)),
	}
}

var checkTypes = map[string]attr.Type{
	"id": types.StringType, "title": types.StringType, "status": types.StringType, "detail": types.StringType,
	"hint": types.StringType,
}

func check(c agent.PreflightCheck) types.Object {
	return types.ObjectValueMust(checkTypes, map[string]attr.Value{
		"id": types.StringValue(c.ID), "title": types.StringValue(c.Title), "status": types.StringValue(c.Status),
		"detail": optional(c.Detail), "hint": optional(c.Hint),
	})
}
