// SPDX-License-Identifier: Apache-2.0

package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hvcr/terraform-provider-hvcr/internal/checks"
)

type model struct {
	URL                   types.Dynamic `tfsdk:"url"`
	Token                 types.String  `tfsdk:"token"`
	TokenFile             types.String  `tfsdk:"token_file"`
	CAFile                types.String  `tfsdk:"ca_file"`
	ClientCert            types.String  `tfsdk:"client_cert"`
	ClientKey             types.String  `tfsdk:"client_key"`
	TLSServerName         types.String  `tfsdk:"tls_server_name"`
	ExpectCluster         types.String  `tfsdk:"expect_cluster"`
	RequestTimeout        types.String  `tfsdk:"request_timeout"`
	MaxConcurrentRequests types.Int64   `tfsdk:"max_concurrent_requests"`
	MaxRetries            types.Int64   `tfsdk:"max_retries"`
}

func schemaOf() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Declares the replication of Hyper-V collections (PowerShell calls a collection *VM group*) through" +
			" the `hvcr` agents of one cluster. Two clusters need two provider blocks with an `alias` each. The provider" +
			" contacts an agent only when a resource, data source, list or action needs it, so that a dead primary site does" +
			" not stop a run that needs only the recovery site.",
		Attributes: map[string]schema.Attribute{
			"url": schema.DynamicAttribute{
				Optional: true,
				MarkdownDescription: "The agent, such as `\"https://hv01.example:8443\"`, or a list of agents of the same cluster." +
					" The next one is tried only when no connection could be made. Environment: `HVCR_URL` (several" +
					" separated by commas).",
			},
			"token": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "The bearer token. Use an ephemeral value, `token_file` or the environment: a literal in the" +
					" configuration is visible to everybody who can read the configuration. The provider stores it" +
					" nowhere. Environment: `HVCR_TOKEN`.",
				Validators: []validator.String{
					stringvalidator.ConflictsWith(path.MatchRoot("token_file")), stringvalidator.LengthAtLeast(1),
				},
			},
			"token_file": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "A file with the bearer token in its first line, read again for every request. Environment:" +
					" `HVCR_TOKEN_FILE`.",
			},
			"ca_file": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "A PEM file with the certificates to trust instead of the system's: the agent's own, or its" +
					" authority's. Environment: `HVCR_CA_FILE`.",
			},
			"client_cert": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "A PEM file with a client certificate, for agents that ask for one. Environment:" +
					" `HVCR_CLIENT_CERT`.",
				Validators: []validator.String{stringvalidator.AlsoRequires(path.MatchRoot("client_key"))},
			},
			"client_key": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "The PEM file with the key of `client_cert`. Environment: `HVCR_CLIENT_KEY`.",
				Validators:          []validator.String{stringvalidator.AlsoRequires(path.MatchRoot("client_cert"))},
			},
			"tls_server_name": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "The name that the agent's certificate must carry, where it differs from the name in `url`." +
					" Environment: `HVCR_TLS_SERVER_NAME`.",
			},
			"expect_cluster": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Name or id of the cluster that must answer. Every answer of another cluster is an error, and" +
					" nothing is changed there. Environment: `HVCR_EXPECT_CLUSTER`.",
			},
			"request_timeout": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "How long one request may take, such as `\"60s\"` (the default). Waiting for an operation is" +
					" bounded by the resource's `timeouts` instead. Environment: `HVCR_REQUEST_TIMEOUT`.",
				Validators: []validator.String{checks.Duration()},
			},
			"max_concurrent_requests": schema.Int64Attribute{
				Optional: true,
				MarkdownDescription: "How many requests may be under way at once; 4 by default. Environment:" +
					" `HVCR_MAX_CONCURRENT_REQUESTS`.",
				Validators: []validator.Int64{int64validator.AtLeast(1)},
			},
			"max_retries": schema.Int64Attribute{
				Optional: true,
				MarkdownDescription: "How often a request is repeated that reached nobody, was turned away by a rate limit, or" +
					" carries an idempotency key; 3 by default. Environment: `HVCR_MAX_RETRIES`.",
				Validators: []validator.Int64{int64validator.AtLeast(0)},
			},
		},
	}
}
