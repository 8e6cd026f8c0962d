// SPDX-License-Identifier: Apache-2.0

package actions

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/hvcr/terraform-provider-hvcr/internal/report"
)

const (
	onPrimary  = "the primary side"
	onRecovery = "the recovery side"
	onEither   = "the side it is called on"
)

// verbs are the actions. Suspending and resuming are not among them: the resource declares them, and a plan would undo
// the action.
var verbs = []verb{
	{
		name: "start_replication", method: "StartReplication", side: onPrimary,
		does:    "Starts the initial replication of a collection that has a relationship.",
		options: []option{initialReplicationType, exportLocation, startTime},
	},
	{
		name: "planned_failover_prepare", method: "InitiatePlannedFailover", side: onPrimary,
		does: "Prepares a planned failover: sends the last changes and locks the virtual machines. All of them must be off.",
	},
	{
		name: "planned_failover_revert", method: "RevertPlannedFailover", side: onPrimary,
		does: "Takes the preparation of a planned failover back: replication goes on, and the virtual machines may start.",
	},
	{
		name: "failover", method: "InitiateFailover", side: onRecovery,
		does: "Fails a collection over to the recovery side, to its latest or a chosen recovery point. The virtual machines" +
			" are not started. `hvcr_failover_revert` takes it back until it is committed.",
		options: []option{recoveryPoint, unplanned},
	},
	{
		name: "failover_revert", method: "RevertFailover", side: onRecovery,
		does: "Takes a failover back, for another recovery point or to go on replicating. What the failed-over virtual machines" +
			" wrote is discarded.",
		loses: "what the failed-over virtual machines wrote is discarded.",
	},
	{
		name: "failover_commit", method: "CommitFailover", side: onRecovery,
		does:  "Makes a failover final. A collection must be committed before it can be reversed.",
		loses: "all recovery points are merged away, and the failover can no longer be taken back.",
	},
	{
		name: "prepare_for_reverse", method: "PrepareForReverseReplication", side: "the old primary side",
		does: "Makes the old primary collection ready to receive from the recovery side, after an unplanned failover.",
		loses: "the old primary collection becomes the replica, and what only it holds is overwritten by the reverse" +
			" replication.",
	},
	{
		name: "reverse", method: "ReverseReplicationRelationship", side: onRecovery,
		does: "Reverses the direction of replication after a committed failover. Without setting data the present settings are" +
			" turned round.",
		options: []option{settingData},
	},
	{
		name: "test_failover", method: "TestReplicaCollection", side: onRecovery,
		does:    "Makes a test collection from the latest or a chosen recovery point. Replication goes on.",
		options: []option{recoveryPoint},
	},
	{
		name: "test_failover_cleanup", method: "RevertTestReplicaCollection", side: onRecovery,
		does: "Removes the test collection that was made from a collection.",
	},
	{
		name: "resynchronize", method: "Resynchronize", side: onPrimary,
		does:    "Compares the disks of both sides and sends the differences.",
		loses:   "the recovery points on the recovery side are deleted.",
		options: []option{startTime, includeSuspended},
	},
	{
		name: "resynchronize_cancel", method: "CancelResynchronize", side: onPrimary,
		does: "Cancels a running or scheduled resynchronization. The next one starts from the beginning.",
	},
	{
		name: "initial_replication_cancel", method: "CancelInitialReplication", side: onPrimary,
		does: "Cancels a running or scheduled initial replication. The relationship stays.",
	},
	{
		name: "remove", method: "RemoveReplicationRelationship", side: onEither,
		does: "Removes the replication from one side: what is left over on a side that no resource manages any more. The virtual" +
			" machines and their disks stay.",
		loses: "the relationship cannot be restored; replicating again takes a full copy.",
	},
	{
		name: "host_method", side: onEither,
		does:    "Calls any changing method of the host's replication service by its name, with its own parameters.",
		loses:   "what the method does may not be possible to take back.",
		options: []option{method, parameters},
	},
}

func (o option) name() string {
	return report.Snake(o.parameter)
}

var (
	initialReplicationType = option{"InitialReplicationType", schema.StringAttribute{
		Required: true,
		MarkdownDescription: "`network`, `export` (to a directory, for transport by hand) or `seeded` (from a restored copy on the" +
			" recovery side).",
		Validators: []validator.String{stringvalidator.OneOf("network", "export", "seeded")},
	}}
	exportLocation = option{"InitialReplicationExportLocation", schema.StringAttribute{
		Optional: true, MarkdownDescription: "For `export`: an absolute directory of the host.",
	}}
	startTime = option{"StartTime", schema.StringAttribute{
		Optional:            true,
		MarkdownDescription: "When to start, RFC 3339 with an offset, at most seven days ahead; now unless given.",
	}}
	includeSuspended = option{"IncludeSuspended", schema.BoolAttribute{
		Optional: true, MarkdownDescription: "Whether a suspended collection is resynchronized too.",
	}}
	recoveryPoint = option{"CollectionRecoveryPoint", schema.DynamicAttribute{
		Optional: true,
		MarkdownDescription: "The id of a recovery point, or a choice: `{ before = \"2026-11-23T01:00:00Z\" }` or `{ latest =" +
			" \"applicationConsistent\" }`. The latest unless given.",
	}}
	unplanned = option{"acknowledge", schema.StringAttribute{
		Optional: true,
		MarkdownDescription: "`unplanned`: needed unless a planned failover was prepared on the primary side. It says that the" +
			" primary side is known to be dead or given up: while it lives, both sides may change.",
		Validators: []validator.String{stringvalidator.OneOf("unplanned")},
	}}
	settingData = option{"CollectionReplicationSettingData", schema.DynamicAttribute{
		Optional: true,
		MarkdownDescription: "An object with the properties of `Msvm_CollectionReplicationSettingData` to set, such as `{" +
			" RecoveryServerPortNumber = 443 }`.",
	}}
	method = option{"method", schema.StringAttribute{
		Required: true, MarkdownDescription: "The method, such as `CancelUpdateDiskSet`.",
	}}
	parameters = option{"parameters", schema.DynamicAttribute{
		Optional: true, MarkdownDescription: "An object with its parameters by the host's names, `Collection` apart.",
	}}
)
