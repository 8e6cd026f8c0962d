// SPDX-License-Identifier: Apache-2.0

// Package wire converts between the API's shapes and Terraform's values, where several objects share a shape.
package wire

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
)

type settingsModel struct {
	ReplicaServerName              types.String `tfsdk:"replica_server_name"`
	ReplicaServerPort              types.Int64  `tfsdk:"replica_server_port"`
	AuthenticationType             types.String `tfsdk:"authentication_type"`
	CertificateThumbprint          types.String `tfsdk:"certificate_thumbprint"`
	CompressionEnabled             types.Bool   `tfsdk:"compression_enabled"`
	BypassProxyServer              types.Bool   `tfsdk:"bypass_proxy_server"`
	ReplicationFrequencySec        types.Int64  `tfsdk:"replication_frequency_sec"`
	RecoveryHistory                types.Int64  `tfsdk:"recovery_history"`
	VssSnapshotFrequencyHour       types.Int64  `tfsdk:"vss_snapshot_frequency_hour"`
	ReplicateHostKvpItems          types.Bool   `tfsdk:"replicate_host_kvp_items"`
	AutoResynchronizeEnabled       types.Bool   `tfsdk:"auto_resynchronize_enabled"`
	AutoResynchronizeIntervalStart types.String `tfsdk:"auto_resynchronize_interval_start"`
	AutoResynchronizeIntervalEnd   types.String `tfsdk:"auto_resynchronize_interval_end"`
	ReplicatedDiskPaths            types.Set    `tfsdk:"replicated_disk_paths"`
}

// SettingsTypes are the attribute types of `settings`.
var SettingsTypes = map[string]attr.Type{
	"replica_server_name":               types.StringType,
	"replica_server_port":               types.Int64Type,
	"authentication_type":               types.StringType,
	"certificate_thumbprint":            types.StringType,
	"compression_enabled":               types.BoolType,
	"bypass_proxy_server":               types.BoolType,
	"replication_frequency_sec":         types.Int64Type,
	"recovery_history":                  types.Int64Type,
	"vss_snapshot_frequency_hour":       types.Int64Type,
	"replicate_host_kvp_items":          types.BoolType,
	"auto_resynchronize_enabled":        types.BoolType,
	"auto_resynchronize_interval_start": types.StringType,
	"auto_resynchronize_interval_end":   types.StringType,
	"replicated_disk_paths":             types.SetType{ElemType: types.StringType},
}

// SettingsOf are the declared settings as the agent reads them; null is left out.
func SettingsOf(ctx context.Context, object types.Object, to *diag.Diagnostics) agent.Settings {
	var m settingsModel
	to.Append(object.As(ctx, &m, basetypes.ObjectAsOptions{})...)
	settings := agent.Settings{
		ReplicaServerName:              m.ReplicaServerName.ValueStringPointer(),
		ReplicaServerPort:              m.ReplicaServerPort.ValueInt64Pointer(),
		AuthenticationType:             m.AuthenticationType.ValueStringPointer(),
		CertificateThumbprint:          m.CertificateThumbprint.ValueStringPointer(),
		CompressionEnabled:             m.CompressionEnabled.ValueBoolPointer(),
		BypassProxyServer:              m.BypassProxyServer.ValueBoolPointer(),
		ReplicationFrequencySec:        m.ReplicationFrequencySec.ValueInt64Pointer(),
		RecoveryHistory:                m.RecoveryHistory.ValueInt64Pointer(),
		VssSnapshotFrequencyHour:       m.VssSnapshotFrequencyHour.ValueInt64Pointer(),
		ReplicateHostKvpItems:          m.ReplicateHostKvpItems.ValueBoolPointer(),
		AutoResynchronizeEnabled:       m.AutoResynchronizeEnabled.ValueBoolPointer(),
		AutoResynchronizeIntervalStart: m.AutoResynchronizeIntervalStart.ValueStringPointer(),
		AutoResynchronizeIntervalEnd:   m.AutoResynchronizeIntervalEnd.ValueStringPointer(),
	}
	if !m.ReplicatedDiskPaths.IsNull() && !m.ReplicatedDiskPaths.IsUnknown() {
		settings.ReplicatedDiskPaths = []string{}
		to.Append(m.ReplicatedDiskPaths.ElementsAs(ctx, &settings.ReplicatedDiskPaths, false)...)
	}
	return settings
}

// SettingsObject are the observed settings as Terraform shows them; what the host does not tell is null.
func SettingsObject(settings *agent.Settings) types.Object {
	if settings == nil {
		settings = &agent.Settings{}
	}
	return types.ObjectValueMust(SettingsTypes, map[string]attr.Value{
		"replica_server_name":               types.StringPointerValue(settings.ReplicaServerName),
		"replica_server_port":               types.Int64PointerValue(settings.ReplicaServerPort),
		"authentication_type":               types.StringPointerValue(settings.AuthenticationType),
		"certificate_thumbprint":            types.StringPointerValue(settings.CertificateThumbprint),
		"compression_enabled":               types.BoolPointerValue(settings.CompressionEnabled),
		"bypass_proxy_server":               types.BoolPointerValue(settings.BypassProxyServer),
		"replication_frequency_sec":         types.Int64PointerValue(settings.ReplicationFrequencySec),
		"recovery_history":                  types.Int64PointerValue(settings.RecoveryHistory),
		"vss_snapshot_frequency_hour":       types.Int64PointerValue(settings.VssSnapshotFrequencyHour),
		"replicate_host_kvp_items":          types.BoolPointerValue(settings.ReplicateHostKvpItems),
		"auto_resynchronize_enabled":        types.BoolPointerValue(settings.AutoResynchronizeEnabled),
		"auto_resynchronize_interval_start": types.StringPointerValue(settings.AutoResynchronizeIntervalStart),
		"auto_resynchronize_interval_end":   types.StringPointerValue(settings.AutoResynchronizeIntervalEnd),
		"replicated_disk_paths":             Texts(settings.ReplicatedDiskPaths),
	})
}

// Texts is a set of texts; nil is null.
func Texts(texts []string) types.Set {
	if texts == nil {
		return types.SetNull(types.StringType)
	}
	values := make([]attr.Value, 0, len(texts))
	for _, text := range texts {
		values = append(values, types.StringValue(text))
	}
	return types.SetValueMust(types.StringType, values)
}

// EnumTypes are the attribute types of an enumeration of the host.
var EnumTypes = map[string]attr.Type{"number": types.Int64Type, "name": types.StringType}

// EnumObject is an enumeration of the host, number and name; nil is null.
func EnumObject(enum *rpc.Enum) types.Object {
	if enum == nil {
		return types.ObjectNull(EnumTypes)
	}
	return types.ObjectValueMust(EnumTypes, map[string]attr.Value{
		"number": types.Int64Value(enum.Number), "name": types.StringValue(enum.Name),
	})
}
