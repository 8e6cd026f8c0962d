// SPDX-License-Identifier: Apache-2.0

package datasources

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func text(description string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, MarkdownDescription: description}
}

func number(description string) schema.Int64Attribute {
	return schema.Int64Attribute{Computed: true, MarkdownDescription: description}
}

func flag(description string) schema.BoolAttribute {
	return schema.BoolAttribute{Computed: true, MarkdownDescription: description}
}

func texts(description string) schema.ListAttribute {
	return schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: description}
}

func enum(description string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Computed: true, MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"number": number("The host's number."),
			"name":   text("Its name; `Unknown(n)` for a number that is not documented."),
		},
	}
}

func listOf(description string, attributes map[string]schema.Attribute) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Computed: true, MarkdownDescription: description,
		NestedObject: schema.NestedAttributeObject{Attributes: attributes},
	}
}

func settings() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Computed: true, MarkdownDescription: "The settings as the host holds them.",
		Attributes: map[string]schema.Attribute{
			"replica_server_name":               text("The recovery connection point."),
			"replica_server_port":               number("Its port."),
			"authentication_type":               text("`kerberos` or `certificate`."),
			"certificate_thumbprint":            text("The thumbprint of the certificate."),
			"compression_enabled":               flag("Whether the data is compressed on the way."),
			"bypass_proxy_server":               flag("Whether a proxy server is passed by."),
			"replication_frequency_sec":         number("Seconds between two replications."),
			"recovery_history":                  number("How many additional recovery points are kept."),
			"vss_snapshot_frequency_hour":       number("Hours between two application-consistent recovery points; 0 for none."),
			"replicate_host_kvp_items":          flag("Whether the host's key-value pairs are replicated."),
			"auto_resynchronize_enabled":        flag("Whether a needed resynchronization starts by itself."),
			"auto_resynchronize_interval_start": text("When it may start, local time of the cluster."),
			"auto_resynchronize_interval_end":   text("Until when it may start."),
			"replicated_disk_paths": schema.SetAttribute{
				Computed: true, ElementType: types.StringType, MarkdownDescription: "The files of the replicated disks.",
			},
		},
	}
}

func recoveryPoints() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":          text("The id, as `recovery_point` of a failover takes it."),
		"name":        text("The name, which need not be unique."),
		"created_at":  text("When it was made, UTC."),
		"consistency": enum("How consistent it is: 1 application, 2 crash, 3 crash across the group."),
	}
}
