// SPDX-License-Identifier: Apache-2.0

package replication

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Windows compares host names, thumbprints and paths without regard to case. Two spellings of one value are no
// difference: the state keeps the one it has.

// folded are the settings that are compared without regard to case.
var folded = []string{"replica_server_name", "certificate_thumbprint", "replicated_disk_paths"}

// sameValue tells whether two values of a setting mean the same.
func sameValue(setting string, a, b attr.Value) bool {
	if a.Equal(b) {
		return true
	}
	if a.IsNull() || b.IsNull() || a.IsUnknown() || b.IsUnknown() || !slices.Contains(folded, setting) {
		return false
	}
	return slices.Equal(fold(a), fold(b))
}

func fold(value attr.Value) []string {
	var words []string
	switch value := value.(type) {
	case types.String:
		words = append(words, strings.ToLower(value.ValueString()))
	case types.Set:
		for _, element := range value.Elements() {
			words = append(words, fold(element)...)
		}
	}
	slices.Sort(words)
	return words
}

const foldedDescription = "Compared without regard to case; the spelling in the state is kept."

type foldedString struct{}

func (foldedString) Description(context.Context) string         { return foldedDescription }
func (foldedString) MarkdownDescription(context.Context) string { return foldedDescription }

func (foldedString) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if known(req.StateValue) && known(req.PlanValue) && slices.Equal(fold(req.StateValue), fold(req.PlanValue)) {
		resp.PlanValue = req.StateValue
	}
}

type foldedSet struct{}

func (foldedSet) Description(context.Context) string         { return foldedDescription }
func (foldedSet) MarkdownDescription(context.Context) string { return foldedDescription }

func (foldedSet) PlanModifySet(_ context.Context, req planmodifier.SetRequest, resp *planmodifier.SetResponse) {
	if known(req.StateValue) && known(req.PlanValue) && slices.Equal(fold(req.StateValue), fold(req.PlanValue)) {
		resp.PlanValue = req.StateValue
	}
}

// sameCollection keeps the state's spelling where the configuration names the same collection by its id or its name.
type sameCollection struct{}

func (sameCollection) Description(context.Context) string {
	return "The id and the name of the collection mean the same."
}

func (m sameCollection) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (sameCollection) PlanModifyString(
	ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse,
) {
	if !known(req.StateValue) || !known(req.PlanValue) {
		return
	}
	var id, name types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("collection_id"), &id)...)
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("collection_name"), &name)...)
	given := req.PlanValue.ValueString()
	if strings.EqualFold(given, id.ValueString()) || given == name.ValueString() {
		resp.PlanValue = req.StateValue
	}
}

func known(value attr.Value) bool {
	return !value.IsNull() && !value.IsUnknown()
}
