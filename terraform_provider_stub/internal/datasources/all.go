// SPDX-License-Identifier: Apache-2.0

// Package datasources holds what can be read: one collection with everything that changes from minute to minute, the
// collections of a cluster, recovery points, and the agent itself.
package datasources

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/session"
)

const readTimeout = 2 * time.Minute

// source is a data source whose differences are its schema and its read.
type source[M any] struct {
	name    string
	schema  func() schema.Schema
	read    func(ctx context.Context, a *agent.Agent, config M, to *diag.Diagnostics) M
	session *session.Session
}

// All makes the data sources.
func All() []func() datasource.DataSource {
	return []func() datasource.DataSource{newCollection, newCollections, newRecoveryPoints, newAgent}
}

func (s *source[M]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + s.name
}

func (s *source[M]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = s.schema()
}

func (s *source[M]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	s.session = session.From(req.ProviderData, &resp.Diagnostics)
}

func (s *source[M]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config M
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	a, ok := s.session.Agent(&resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()
	state := s.read(ctx, a, config, &resp.Diagnostics)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	}
}

// collect converts a slice of the API.
func collect[T any, V attr.Value](items []T, convert func(T) V) []attr.Value {
	values := make([]attr.Value, 0, len(items))
	for _, item := range items {
		values = append(values, convert(item))
	}
	return values
}
