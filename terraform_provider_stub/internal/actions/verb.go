// SPDX-License-Identifier: Apache-2.0

// Package actions holds the imperative verbs: the methods of the host's replication service that have no lasting wanted
// value. An action changes no state; the next refresh of the resource sees what became of it, and a failover is not
// drift there.
package actions

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/session"
)

// verb is one action, as data: everything else is the same for all of them.
type verb struct {
	// name follows the provider's name.
	name string
	// method is the host's; empty where the configuration names it.
	method string
	// side is where it is called.
	side string
	// does is what it does, one or two sentences.
	does string
	// loses is what cannot be got back; then the configuration must say so.
	loses string
	// options are the parameters beside the collection.
	options []option
}

// option is a parameter of the host's method.
type option struct {
	// parameter is the name on the wire; the attribute's name is the same in snake case.
	parameter string
	attribute schema.Attribute
}

const (
	checkRefuse = "refuse"
	checkWarn   = "warn"
	checkSkip   = "skip"

	irreversible = "irreversible"
)

type hostAction struct {
	verb    verb
	session *session.Session
}

var (
	_ action.ActionWithConfigure  = (*hostAction)(nil)
	_ action.ActionWithModifyPlan = (*hostAction)(nil)
)

// All makes the actions.
func All() []func() action.Action {
	all := make([]func() action.Action, 0, len(verbs))
	for _, v := range verbs {
		all = append(all, func() action.Action { return &hostAction{verb: v} })
	}
	return all
}

func (a *hostAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + a.verb.name
}

func (a *hostAction) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	a.session = session.From(req.ProviderData, &resp.Diagnostics)
}

func (a *hostAction) Schema(ctx context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	attributes := common(ctx)
	for _, o := range a.verb.options {
		attributes[o.name()] = o.attribute
	}
	if a.verb.loses != "" {
		attributes["acknowledge"] = schema.StringAttribute{
			Required:            true,
			MarkdownDescription: fmt.Sprintf("Must be `%s`: %s", irreversible, a.verb.loses),
			Validators:          []validator.String{stringvalidator.OneOf(irreversible)},
		}
	}
	resp.Schema = schema.Schema{MarkdownDescription: a.verb.describe(), Attributes: attributes}
}

func (v verb) describe() string {
	text := v.does
	if v.method != "" {
		text += fmt.Sprintf("\n\nCalls the host's method `%s`.", v.method)
	}
	return text + " Belongs to " + v.side + ", and needs only that side. A call that the collection's state makes" +
		" unnecessary counts as done. The state of no resource is changed."
}

func common(ctx context.Context) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"collection": schema.StringAttribute{
			Required: true, MarkdownDescription: "The collection, by id, object path or name.",
		},
		"wait": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "What to wait for: `accepted` (the host answered), `started` (its job ended well; the default) or" +
				" `synchronized` (no copy or resynchronization runs any more).",
			Validators: []validator.String{
				stringvalidator.OneOf(agent.WaitAccepted, agent.WaitStarted, agent.WaitSynchronized),
			},
		},
		"idempotency_key": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "A text that names this very invocation. A second one with the same key and the same arguments" +
				" joins the first instead of calling the host again. One is made up unless given.",
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"plan_check": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "What a plan does when the host would not take the call as things stand: `refuse` (the default)," +
				" `warn` (for an action that follows another one in the same run) or `skip` (do not ask).",
			Validators: []validator.String{stringvalidator.OneOf(checkRefuse, checkWarn, checkSkip)},
		},
		"timeouts": timeouts.AttributesWithOpts(ctx, timeouts.Opts{
			InvokeDescription: "How long the call and its wait may take, such as `30m` (the default).",
		}),
	}
}
