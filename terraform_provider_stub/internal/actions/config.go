// SPDX-License-Identifier: Apache-2.0

package actions

import (
	"context"
	"maps"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/wire"
)

const invokeTimeout = 30 * time.Minute

// invocation is the configuration of an action.
type invocation struct {
	collection types.String
	method     types.String
	wait       types.String
	key        types.String
	check      types.String
	timeouts   timeouts.Value
	params     map[string]attr.Value
}

// read takes the common attributes, and the options by the names that the verb's table gives them.
func (v verb) read(ctx context.Context, config tfsdk.Config, to *diag.Diagnostics) invocation {
	in := invocation{method: types.StringValue(v.method), params: map[string]attr.Value{}}
	get := func(name string, target any) {
		to.Append(config.GetAttribute(ctx, path.Root(name), target)...)
	}
	get("collection", &in.collection)
	get("wait", &in.wait)
	get("idempotency_key", &in.key)
	get("plan_check", &in.check)
	get("timeouts", &in.timeouts)
	for _, o := range v.options {
		var value attr.Value
		get(o.name(), &value)
		if text, ok := value.(types.String); ok && o.parameter == method.parameter {
			in.method = text
			continue
		}
		if value != nil && !value.IsNull() {
			in.params[o.parameter] = value
		}
	}
	return in
}

// verb is the call that the configuration describes.
func (in invocation) verb(to *diag.Diagnostics) agent.Verb {
	params := map[string]any{}
	for name, value := range in.params {
		plain, err := wire.Plain(value)
		if err != nil {
			to.AddError("A parameter cannot be sent", name+": "+err.Error())
			continue
		}
		spread, isObject := plain.(map[string]any)
		switch {
		case name != parameters.parameter:
			params[name] = plain
		case isObject:
			maps.Copy(params, spread)
		default:
			to.AddAttributeError(path.Root(name), "Not an object", "Give the parameters as { Name = value, … }.")
		}
	}
	call := agent.Verb{
		Method: bare(in.method.ValueString()), Collection: in.collection.ValueString(), Params: params,
		Wait: agent.WaitStarted, IdempotencyKey: in.key.ValueString(),
	}
	if !in.wait.IsNull() {
		call.Wait = in.wait.ValueString()
	}
	if call.IdempotencyKey == "" {
		call.IdempotencyKey = agent.NewKey()
	}
	return call
}

// bare takes a method's name with or without the prefix that it has as a JSON-RPC method.
func bare(method string) string {
	return strings.TrimPrefix(method, "hyperv.")
}
