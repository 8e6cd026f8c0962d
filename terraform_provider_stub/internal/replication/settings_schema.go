// SPDX-License-Identifier: Apache-2.0

package replication

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// settingsAttribute: every setting is optional and computed. What is not declared is left as it is, and shown. Which
// values the host takes is the agent's to say, at the attribute, when the plan is made.
func settingsAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional: true, Computed: true,
		MarkdownDescription: "The settings, named as the parameters of `Enable-VMReplication`. All are changed in place. One that" +
			" is not given is left as it is on the host. A new relationship needs `replica_server_name` and" +
			" `authentication_type`.",
		PlanModifiers: []planmodifier.Object{objectplanmodifier.UseStateForUnknown()},
		Attributes: map[string]schema.Attribute{
			"replica_server_name": foldedText("The recovery connection point: the name of the recovery cluster's Hyper-V Replica" +
				" Broker. Another one needs `allow = [\"reseed\"]`."),
			"replica_server_port": number("The port of the recovery connection point; 80 (Kerberos) or 443 (certificate) unless" +
				" given."),
			"authentication_type": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "`kerberos` or `certificate`.",
				Validators:          []validator.String{stringvalidator.OneOf("kerberos", "certificate")},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseNonNullStateForUnknown()},
			},
			"certificate_thumbprint":      foldedText("The thumbprint of the primary side's certificate, 40 hexadecimal digits."),
			"compression_enabled":         flag("Whether the data is compressed on the way."),
			"bypass_proxy_server":         flag("Whether a proxy server is passed by."),
			"replication_frequency_sec":   number("Seconds between two replications: 30, 300 or 900."),
			"recovery_history":            number("How many additional recovery points are kept, 0 to 16. Fewer than before need `allow = [\"discardRecoveryPoints\"]`."),
			"vss_snapshot_frequency_hour": number("Hours between two application-consistent recovery points, 1 to 12; 0 for none."),
			"replicate_host_kvp_items":    flag("Whether the host's key-value pairs are replicated."),
			"auto_resynchronize_enabled":  flag("Whether a needed resynchronization starts by itself."),
			"auto_resynchronize_interval_start": text("When an automatic resynchronization may start, such as `18:30`, in the cluster's" +
				" local time."),
			"auto_resynchronize_interval_end": text("Until when an automatic resynchronization may start, such as `06:00`, in the" +
				" cluster's local time."),
			"replicated_disk_paths": schema.SetAttribute{
				Optional: true, Computed: true, ElementType: types.StringType,
				MarkdownDescription: "The files of the virtual disks to replicate.",
				PlanModifiers:       []planmodifier.Set{setplanmodifier.UseNonNullStateForUnknown(), foldedSet{}},
			},
		},
	}
}

func text(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true, MarkdownDescription: description,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseNonNullStateForUnknown()},
	}
}

// foldedText is compared without regard to case.
func foldedText(description string) schema.StringAttribute {
	attribute := text(description)
	attribute.PlanModifiers = append(attribute.PlanModifiers, foldedString{})
	return attribute
}

func number(description string) schema.Int64Attribute {
	return schema.Int64Attribute{
		Optional: true, Computed: true, MarkdownDescription: description,
		PlanModifiers: []planmodifier.Int64{int64planmodifier.UseNonNullStateForUnknown()},
	}
}

func flag(description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		Optional: true, Computed: true, MarkdownDescription: description,
		PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseNonNullStateForUnknown()},
	}
}
