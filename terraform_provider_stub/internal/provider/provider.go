// SPDX-License-Identifier: Apache-2.0

// Package provider is the provider block, and the list of what the provider offers.
package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/hvcr/terraform-provider-hvcr/internal/actions"
	"github.com/hvcr/terraform-provider-hvcr/internal/datasources"
	"github.com/hvcr/terraform-provider-hvcr/internal/replication"
)

var (
	_ provider.ProviderWithActions       = (*hvcr)(nil)
	_ provider.ProviderWithListResources = (*hvcr)(nil)
)

type hvcr struct {
	version string
}

// New makes the factory that the plugin server wants.
func New(version string) func() provider.Provider {
	return func() provider.Provider { return &hvcr{version: version} }
}

func (p *hvcr) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "hvcr"
	resp.Version = p.version
}

func (p *hvcr) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schemaOf()
}

// Configure reads the block and the environment. It contacts nothing: a dead primary must not stop a run that needs only
// the recovery side.
func (p *hvcr) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var block model
	resp.Diagnostics.Append(req.Config.Get(ctx, &block)...)
	if resp.Diagnostics.HasError() {
		return
	}
	made := block.session("terraform-provider-hvcr/"+p.version, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.ResourceData = made
	resp.DataSourceData = made
	resp.ListResourceData = made
	resp.ActionData = made
}

func (p *hvcr) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{replication.NewResource}
}

func (p *hvcr) DataSources(context.Context) []func() datasource.DataSource {
	return datasources.All()
}

func (p *hvcr) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{replication.NewList}
}

func (p *hvcr) Actions(context.Context) []func() action.Action {
	return actions.All()
}
