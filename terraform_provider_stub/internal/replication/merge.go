// SPDX-License-Identifier: Apache-2.0

package replication

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/wire"
)

// refreshed is the state after a read. The state keeps its own value wherever the host's means the same: in another
// spelling, as a state that satisfies the wanted one, and for all settings while this side does not send.
func refreshed(prior model, observed agent.Observed) model {
	next := facts(prior, observed)
	next.DeletionProtection = prior.DeletionProtection
	if next.DeletionProtection.IsNull() {
		next.DeletionProtection = types.BoolValue(true)
	}
	if !observed.Holds(prior.State.ValueString()) && observed.Document.State != "" {
		next.State = types.StringValue(observed.Document.State)
	}
	seen := wire.SettingsObject(observed.Document.Settings)
	switch {
	case prior.Settings.IsNull() || prior.Settings.IsUnknown():
		next.Settings = seen
	case observed.IsPrimary():
		next.Settings = kept(prior.Settings, seen)
	}
	return next
}

// facts are the attributes that only the agent sets.
func facts(to model, observed agent.Observed) model {
	to.CollectionID = types.StringValue(observed.Collection.ID)
	to.CollectionName = types.StringValue(observed.Collection.Name)
	to.Cluster = types.StringValue(observed.Cluster.Name)
	to.Mode, to.ReplicationState = wire.EnumObject(nil), wire.EnumObject(nil)
	if observed.Side != "" {
		to.Mode, to.ReplicationState = wire.EnumObject(&observed.Mode), wire.EnumObject(&observed.State)
	}
	if to.Collection.IsNull() {
		to.Collection = to.CollectionName
	}
	return to
}

// kept takes the observed settings, in the prior spelling where both mean the same.
func kept(prior, observed types.Object) types.Object {
	priors, merged := prior.Attributes(), observed.Attributes()
	for name, value := range merged {
		if sameValue(name, priors[name], value) {
			merged[name] = priors[name]
		}
	}
	return types.ObjectValueMust(wire.SettingsTypes, merged)
}

// settled is the state after an apply: what was planned, and what the host holds where the plan left it open. A
// difference between the two is the next refresh's to find; here it would be an inconsistent result.
func settled(plan model, observed agent.Observed) model {
	next := plan
	fromHost := facts(plan, observed)
	next.CollectionID = either(plan.CollectionID, fromHost.CollectionID)
	next.CollectionName = either(plan.CollectionName, fromHost.CollectionName)
	next.Cluster = either(plan.Cluster, fromHost.Cluster)
	next.Mode = either(plan.Mode, fromHost.Mode)
	next.ReplicationState = either(plan.ReplicationState, fromHost.ReplicationState)
	seen := wire.SettingsObject(observed.Document.Settings)
	if plan.Settings.IsUnknown() || plan.Settings.IsNull() {
		next.Settings = either(plan.Settings, seen)
		return next
	}
	settings, host := plan.Settings.Attributes(), seen.Attributes()
	for name, value := range settings {
		settings[name] = either(value, host[name])
	}
	next.Settings = types.ObjectValueMust(wire.SettingsTypes, settings)
	return next
}

func either[T attr.Value](planned, observed T) T {
	if planned.IsUnknown() {
		return observed
	}
	return planned
}

// changes tells whether the plan wants something else of the host than the state records.
func changes(plan, state model) bool {
	if !plan.Collection.Equal(state.Collection) || !plan.State.Equal(state.State) {
		return true
	}
	if !known(plan.Settings) || !known(state.Settings) {
		return known(plan.Settings) != known(state.Settings) && known(plan.Settings)
	}
	states := state.Settings.Attributes()
	for name, value := range plan.Settings.Attributes() {
		if !value.IsUnknown() && !sameValue(name, value, states[name]) {
			return true
		}
	}
	return false
}
