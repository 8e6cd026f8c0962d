// SPDX-License-Identifier: Apache-2.0

// Package plugin drives the provider over the plugin protocol, as Terraform does, without a CLI: plan, apply, read,
// import and invoke, with the merging of configuration and prior state that Terraform does in between.
package plugin

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hvcr/terraform-provider-hvcr/internal/provider"
)

// Server is a configured provider.
type Server struct {
	t       *testing.T
	server  protocol
	schemas *tfprotov6.GetProviderSchemaResponse
}

// protocol is all that a CLI calls.
type protocol interface {
	tfprotov6.ProviderServer
	tfprotov6.ActionServer
}

// Start makes a provider and gives it its block. What Configure says about the block is returned.
func Start(t *testing.T, block Values) (*Server, Diagnostics) {
	t.Helper()
	server, err := providerserver.NewProtocol6WithError(provider.New("test")())()
	if err != nil {
		t.Fatal(err)
	}
	full, ok := server.(protocol)
	if !ok {
		t.Fatalf("%T serves no actions", server)
	}
	s := &Server{t: t, server: full}
	s.schemas, err = server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	Diagnostics(s.schemas.Diagnostics).Empty(t)
	kind := s.schemas.Provider.ValueType()
	response, err := server.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{
		Config: s.pack(kind, encode(t, kind, block)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, response.Diagnostics
}

// ValidateBlock checks a provider block.
func (s *Server) ValidateBlock(block Values) Diagnostics {
	s.t.Helper()
	kind := s.schemas.Provider.ValueType()
	response, err := s.server.ValidateProviderConfig(context.Background(), &tfprotov6.ValidateProviderConfigRequest{
		Config: s.pack(kind, encode(s.t, kind, block)),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return response.Diagnostics
}

// Instance is a resource as Terraform keeps it.
type Instance struct {
	Value    tftypes.Value
	Private  []byte
	Identity *tfprotov6.ResourceIdentityData
}

// Planned is a plan for an instance.
type Planned struct {
	Instance
	Diagnostics     Diagnostics
	RequiresReplace []*tftypes.AttributePath
	config          tftypes.Value
	prior           Instance
}

// Changes tells whether the plan wants anything.
func (p Planned) Changes() bool {
	return !p.Value.Equal(p.prior.Value)
}

// Absent is the instance before a creation, and after a removal.
func (s *Server) Absent(resource string) Instance {
	return Instance{Value: tftypes.NewValue(s.kind(resource), nil)}
}

// Plan proposes the configuration as Terraform does. A nil configuration plans the removal.
func (s *Server) Plan(resource string, prior Instance, config Values) Planned {
	s.t.Helper()
	kind := s.kind(resource)
	wanted := tftypes.NewValue(kind, nil)
	if config != nil {
		wanted = encode(s.t, kind, config)
	}
	proposed := propose(s.t, s.schemas.ResourceSchemas[resource].Block.Attributes, prior.Value, wanted)
	response, err := s.server.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: resource, Config: s.pack(kind, wanted), PriorState: s.pack(kind, prior.Value),
		ProposedNewState: s.pack(kind, proposed), PriorPrivate: prior.Private, PriorIdentity: prior.Identity,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return Planned{
		Instance:    Instance{Value: s.unpack(kind, response.PlannedState), Private: response.PlannedPrivate, Identity: response.PlannedIdentity},
		Diagnostics: response.Diagnostics, RequiresReplace: response.RequiresReplace, config: wanted, prior: prior,
	}
}

// Apply carries a plan out.
func (s *Server) Apply(ctx context.Context, resource string, plan Planned) (Instance, Diagnostics) {
	s.t.Helper()
	kind := s.kind(resource)
	response, err := s.server.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: resource, Config: s.pack(kind, plan.config), PriorState: s.pack(kind, plan.prior.Value),
		PlannedState: s.pack(kind, plan.Value), PlannedPrivate: plan.Private, PlannedIdentity: plan.Identity,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	applied := Instance{Value: s.unpack(kind, response.NewState), Private: response.Private, Identity: response.NewIdentity}
	consistent(s.t, plan, applied, response.Diagnostics)
	return applied, response.Diagnostics
}

// Read refreshes an instance.
func (s *Server) Read(resource string, instance Instance) (Instance, Diagnostics) {
	s.t.Helper()
	kind := s.kind(resource)
	response, err := s.server.ReadResource(context.Background(), &tfprotov6.ReadResourceRequest{
		TypeName: resource, CurrentState: s.pack(kind, instance.Value), Private: instance.Private,
		CurrentIdentity: instance.Identity,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	read := Instance{Value: s.unpack(kind, response.NewState), Private: response.Private, Identity: response.NewIdentity}
	return read, response.Diagnostics
}

// Import takes an instance over by its id.
func (s *Server) Import(resource, id string) (Instance, Diagnostics) {
	s.t.Helper()
	response, err := s.server.ImportResourceState(context.Background(), &tfprotov6.ImportResourceStateRequest{
		TypeName: resource, ID: id,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	if len(response.ImportedResources) == 0 {
		return s.Absent(resource), response.Diagnostics
	}
	imported := response.ImportedResources[0]
	return Instance{
		Value: s.unpack(s.kind(resource), imported.State), Private: imported.Private, Identity: imported.Identity,
	}, response.Diagnostics
}

// Validate checks the configuration of a resource.
func (s *Server) Validate(resource string, config Values) Diagnostics {
	s.t.Helper()
	kind := s.kind(resource)
	response, err := s.server.ValidateResourceConfig(context.Background(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: resource, Config: s.pack(kind, encode(s.t, kind, config)),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return response.Diagnostics
}

// Data reads a data source.
func (s *Server) Data(source string, config Values) (tftypes.Value, Diagnostics) {
	s.t.Helper()
	kind := s.schemas.DataSourceSchemas[source].ValueType()
	response, err := s.server.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{
		TypeName: source, Config: s.pack(kind, encode(s.t, kind, config)),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return s.unpack(kind, response.State), response.Diagnostics
}

// Invoke plans and invokes an action, and gives what it reported on the way.
func (s *Server) Invoke(action string, config Values) ([]string, Diagnostics) {
	s.t.Helper()
	kind := s.schemas.ActionSchemas[action].Schema.ValueType()
	packed := s.pack(kind, encode(s.t, kind, config))
	ctx := context.Background()
	plan, err := s.server.PlanAction(ctx, &tfprotov6.PlanActionRequest{ActionType: action, Config: packed})
	if err != nil {
		s.t.Fatal(err)
	}
	if Diagnostics(plan.Diagnostics).HasError() {
		return nil, plan.Diagnostics
	}
	stream, err := s.server.InvokeAction(ctx, &tfprotov6.InvokeActionRequest{ActionType: action, Config: packed})
	if err != nil {
		s.t.Fatal(err)
	}
	var progress []string
	all := Diagnostics(plan.Diagnostics)
	for event := range stream.Events {
		switch event := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			progress = append(progress, event.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			all = append(all, event.Diagnostics...)
		}
	}
	return progress, all
}

func (s *Server) kind(resource string) tftypes.Type {
	schema, ok := s.schemas.ResourceSchemas[resource]
	if !ok {
		s.t.Fatalf("no resource %s", resource)
	}
	return schema.ValueType()
}

func (s *Server) pack(kind tftypes.Type, value tftypes.Value) *tfprotov6.DynamicValue {
	s.t.Helper()
	packed, err := tfprotov6.NewDynamicValue(kind, value)
	if err != nil {
		s.t.Fatal(err)
	}
	return &packed
}

func (s *Server) unpack(kind tftypes.Type, packed *tfprotov6.DynamicValue) tftypes.Value {
	s.t.Helper()
	if packed == nil {
		return tftypes.NewValue(kind, nil)
	}
	value, err := packed.Unmarshal(kind)
	if err != nil {
		s.t.Fatal(err)
	}
	return value
}
