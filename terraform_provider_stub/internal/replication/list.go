// SPDX-License-Identifier: Apache-2.0

package replication

import (
	"context"
	"fmt"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/report"
	"github.com/hvcr/terraform-provider-hvcr/internal/session"
)

var _ list.ListResourceWithConfigure = (*replications)(nil)

// replications lists what is replicated, for `terraform query`.
type replications struct {
	session *session.Session
}

// NewList makes the list resource.
func NewList() list.ListResource {
	return &replications{}
}

type listModel struct {
	Name types.String `tfsdk:"name"`
	Mode types.String `tfsdk:"mode"`
}

func (l *replications) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + TypeName
}

func (l *replications) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the collections of the cluster that have a replication relationship, so that `terraform" +
			" query` can write import blocks for those that no state has yet.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{
				Optional: true, MarkdownDescription: "A pattern of names, with `*` and `?`.",
			},
			"mode": schema.StringAttribute{
				Optional: true, MarkdownDescription: "A mode, such as `primary`: what this cluster sends.",
			},
		},
	}
}

func (l *replications) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	l.session = session.From(req.ProviderData, &resp.Diagnostics)
}

func (l *replications) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config listModel
	var diags diag.Diagnostics
	diags.Append(req.Config.Get(ctx, &config)...)
	a, ok := l.session.Agent(&diags)
	if !ok || diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	observed, err := a.List(ctx, agent.Filter{Name: config.Name.ValueString(), Mode: config.Mode.ValueString()})
	if err != nil {
		report.Error(&diags, "Unable to list the replicated collections", err)
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	stream.Results = results(ctx, req, observed)
}

func results(ctx context.Context, req list.ListRequest, observed agent.Listing) iter.Seq[list.ListResult] {
	return func(push func(list.ListResult) bool) {
		given := int64(0)
		for _, item := range observed.Items {
			if !item.Replicated() {
				continue
			}
			if req.Limit > 0 && given == req.Limit {
				return
			}
			given++
			if !push(result(ctx, req, item)) {
				return
			}
		}
		// That there is nothing is somebody's word, too.
		var diags diag.Diagnostics
		if report.Simulated(&diags, observed.Origin); given == 0 && len(diags) > 0 {
			push(list.ListResult{Diagnostics: diags})
		}
	}
}

func result(ctx context.Context, req list.ListRequest, item agent.Observed) list.ListResult {
	made := req.NewListResult(ctx)
	made.DisplayName = fmt.Sprintf("%s (%s, %s)", item.Collection.Name, item.Side, item.State.Name)
	state := refreshed(empty(), item)
	made.Diagnostics.Append(made.Identity.Set(ctx, state.identity())...)
	if req.IncludeResource {
		made.Diagnostics.Append(made.Resource.Set(ctx, state)...)
	}
	report.Simulated(&made.Diagnostics, item.Origin)
	return made
}
