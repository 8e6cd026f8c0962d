// SPDX-License-Identifier: Apache-2.0

package plugin

import (
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// propose merges configuration and prior state as Terraform does before it asks a provider for a plan: what is computed
// and not configured keeps its prior value.
func propose(t *testing.T, attributes []*tfprotov6.SchemaAttribute, prior, config tftypes.Value) tftypes.Value {
	t.Helper()
	if config.IsNull() || !config.IsKnown() {
		return config
	}
	wanted, before := map[string]tftypes.Value{}, map[string]tftypes.Value{}
	must(t, config.As(&wanted))
	wanted = maps.Clone(wanted) // As hands out the value's own map.
	if !prior.IsNull() && prior.IsKnown() {
		must(t, prior.As(&before))
	}
	for _, attribute := range attributes {
		old, existed := before[attribute.Name]
		if !existed {
			continue
		}
		switch value := wanted[attribute.Name]; {
		case value.IsNull() && attribute.Computed:
			wanted[attribute.Name] = old
		case attribute.NestedType != nil:
			wanted[attribute.Name] = propose(t, attribute.NestedType.Attributes, old, value)
		}
	}
	return tftypes.NewValue(config.Type(), wanted)
}

// consistent is Terraform's own check of a provider: after an apply every known value of the plan must hold, and nothing
// may be unknown. Without an error that is "Provider produced inconsistent result after apply".
func consistent(t *testing.T, plan Planned, applied Instance, diagnostics Diagnostics) {
	t.Helper()
	if diagnostics.HasError() {
		return
	}
	if !applied.Value.IsFullyKnown() {
		t.Errorf("the new state holds unknown values: %s", applied.Value)
	}
	differences, err := plan.Value.Diff(applied.Value)
	must(t, err)
	for _, difference := range differences {
		if difference.Value1 != nil && difference.Value1.IsFullyKnown() && isLeaf(*difference.Value1) {
			t.Errorf("inconsistent result after apply: %s", difference)
		}
	}
}

func isLeaf(value tftypes.Value) bool {
	return value.Type().Is(tftypes.String) || value.Type().Is(tftypes.Number) || value.Type().Is(tftypes.Bool)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
