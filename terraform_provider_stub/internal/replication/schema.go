// SPDX-License-Identifier: Apache-2.0

package replication

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
)

func schemaOf(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The replication of one Hyper-V collection (PowerShell calls a collection *VM group*), declared on" +
			" the provider of its **primary** cluster. The agent compares the declaration with the host, plans the calls and" +
			" makes them.\n\n" +
			"A failover is not drift: when the collection is on the recovery side, nothing is planned, and the settings are" +
			" not compared. `initial_replication`, `allow`, `wait` and `timeouts` are instructions for a run and no state:" +
			" they are write-only (Terraform 1.11, OpenTofu 1.11), a change of them alone plans nothing, and a plan after an" +
			" import is empty.",
		Attributes: map[string]schema.Attribute{
			"collection": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "The collection, by id, object path or name. A name must be unique in the cluster. Naming" +
					" another collection replaces the resource.",
				PlanModifiers: []planmodifier.String{sameCollection{}},
			},
			"state": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(agent.StateReplicating),
				MarkdownDescription: "`enabled` (at least a relationship), `replicating` (the default) or `suspended`. Changed in" +
					" place. Destroying the resource removes the replication from this side.",
				Validators: []validator.String{
					stringvalidator.OneOf(agent.StateEnabled, agent.StateReplicating, agent.StateSuspended),
				},
			},
			"settings":            settingsAttribute(),
			"initial_replication": initialReplicationAttribute(),
			"allow": schema.ListAttribute{
				Optional: true, WriteOnly: true, ElementType: types.StringType,
				MarkdownDescription: "What a plan may throw away: `reseed` (a new relationship and a full copy, for another" +
					" `replica_server_name`) and `discardRecoveryPoints` (for a resynchronization or a shorter" +
					" `recovery_history`). The permission holds for exactly the plan that was shown.",
				Validators: []validator.List{
					listvalidator.ValueStringsAre(stringvalidator.OneOf("reseed", "discardRecoveryPoints")),
				},
			},
			"wait": schema.StringAttribute{
				Optional: true, WriteOnly: true,
				MarkdownDescription: "What an apply waits for: `accepted` (the host answered the first call), `started` (every" +
					" call was made and its job ended well; the default) or `synchronized` (the first copy or the" +
					" resynchronization is complete, which can take days). A wait that ends early is a warning: the work" +
					" goes on in the agent.",
				Validators: []validator.String{
					stringvalidator.OneOf(agent.WaitAccepted, agent.WaitStarted, agent.WaitSynchronized),
				},
			},
			"deletion_protection": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(true),
				MarkdownDescription: "Whether a plan that would remove the replication, by destroying or by replacing the resource," +
					" is refused; `true` by default. Apply `false` first, then destroy.",
			},
			"timeouts":        timeoutsAttribute(ctx),
			"collection_id":   steady("The id of the collection."),
			"collection_name": steady("The name of the collection, which need not be unique."),
			"cluster":         steady("The cluster that this side of the replication belongs to."),
			"mode":            numbered("The part that this side plays: 1 primary, 2 recovery, 3 test copy."),
			"replication_state": numbered("The state of the replication as the host reports it. Numbers that the provider does" +
				" not know are shown as they are; the names of 11 to 16 are inferred from Microsoft's documentation."),
		},
	}
}

// steady is a computed text that an apply does not change.
func steady(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Computed: true, MarkdownDescription: description,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

func numbered(description string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Computed: true, MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"number": schema.Int64Attribute{Computed: true, MarkdownDescription: "The host's number."},
			"name":   schema.StringAttribute{Computed: true, MarkdownDescription: "Its name."},
		},
	}
}

func initialReplicationAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional: true, WriteOnly: true,
		MarkdownDescription: "How the first copy reaches the recovery side: over the network and at once unless given. It counts" +
			" only when an apply starts the initial replication, and is judged then.",
		Attributes: map[string]schema.Attribute{
			"type": schema.StringAttribute{
				Required: true, WriteOnly: true,
				MarkdownDescription: "`network`, `export` (to a directory, for transport by hand) or `seeded` (from a restored copy" +
					" on the recovery side).",
				Validators: []validator.String{stringvalidator.OneOf("network", "export", "seeded")},
			},
			"export_location": schema.StringAttribute{
				Optional: true, WriteOnly: true,
				MarkdownDescription: "For `export`: an absolute directory of the host. Each virtual machine gets a subdirectory of" +
					" its own.",
			},
			"start_time": schema.StringAttribute{
				Optional: true, WriteOnly: true,
				MarkdownDescription: "When to start, RFC 3339 with an offset, at most seven days ahead. Ignored for `export`.",
			},
		},
	}
}

// timeoutsAttribute is the usual one, made write-only: see the resource's description.
func timeoutsAttribute(ctx context.Context) schema.Attribute {
	attribute, ok := timeouts.Attributes(ctx, timeouts.Opts{
		Create: true, Read: true, Update: true, Delete: true,
		CreateDescription: "How long creating may take, such as `30m` (the default).",
		ReadDescription:   "How long reading may take; `2m` by default. Stored by the next apply that changes something.",
		UpdateDescription: "How long a change may take; `30m` by default.",
		DeleteDescription: "How long removing may take; `30m` by default. Stored by the next apply that changes something.",
	}).(schema.SingleNestedAttribute)
	if !ok {
		panic("the timeouts module made something else than a nested attribute")
	}
	attribute.WriteOnly = true
	attribute.MarkdownDescription = "How long operations may take, as durations such as `90s` or `2h`."
	for name, inner := range attribute.Attributes {
		if text, ok := inner.(schema.StringAttribute); ok {
			text.WriteOnly = true
			attribute.Attributes[name] = text
		}
	}
	return attribute
}

func identityOf() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"cluster": identityschema.StringAttribute{
			RequiredForImport: true, Description: "The name of the cluster.",
		},
		"collection_id": identityschema.StringAttribute{
			RequiredForImport: true, Description: "The collection, by id.",
		},
	}}
}
