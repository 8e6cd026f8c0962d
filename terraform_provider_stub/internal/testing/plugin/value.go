// SPDX-License-Identifier: Apache-2.0

package plugin

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Values are attributes by name: string, int, bool, []string, Values, nil, or Unknown.
type Values = map[string]any

// Unknown is a value that is known after an apply.
var Unknown = tftypes.UnknownValue

// encode makes a Terraform value of a type; what is not given is null.
func encode(t *testing.T, kind tftypes.Type, value any) tftypes.Value {
	t.Helper()
	switch value := value.(type) {
	case nil:
		return tftypes.NewValue(kind, nil)
	case Values:
		object, ok := kind.(tftypes.Object)
		if !ok { // A dynamic value has the type of what is written.
			return encodeUntyped(t, value)
		}
		members := map[string]tftypes.Value{}
		for name, member := range object.AttributeTypes {
			members[name] = encode(t, member, value[name])
		}
		for name := range value {
			if _, ok := members[name]; !ok {
				t.Fatalf("no attribute %q in %s", name, kind)
			}
		}
		return tftypes.NewValue(kind, members)
	case []string:
		return encodeTexts(kind, value)
	default:
		if kind.Is(tftypes.DynamicPseudoType) {
			return tftypes.NewValue(scalar(value), value)
		}
		return tftypes.NewValue(kind, value)
	}
}

func encodeTexts(kind tftypes.Type, texts []string) tftypes.Value {
	elements := make([]tftypes.Value, 0, len(texts))
	types := make([]tftypes.Type, 0, len(texts))
	for _, text := range texts {
		elements = append(elements, tftypes.NewValue(tftypes.String, text))
		types = append(types, tftypes.String)
	}
	if kind.Is(tftypes.DynamicPseudoType) {
		kind = tftypes.Tuple{ElementTypes: types}
	}
	return tftypes.NewValue(kind, elements)
}

func encodeUntyped(t *testing.T, members Values) tftypes.Value {
	t.Helper()
	types, values := map[string]tftypes.Type{}, map[string]tftypes.Value{}
	for name, member := range members {
		values[name] = encode(t, tftypes.DynamicPseudoType, member)
		types[name] = values[name].Type()
	}
	return tftypes.NewValue(tftypes.Object{AttributeTypes: types}, values)
}

func scalar(value any) tftypes.Type {
	switch value.(type) {
	case bool:
		return tftypes.Bool
	case int, int64, float64:
		return tftypes.Number
	default:
		return tftypes.String
	}
}

// Text renders an attribute for comparison: `<null>`, `<unknown>`, or the value.
func Text(t *testing.T, value tftypes.Value) string {
	t.Helper()
	if !value.IsKnown() {
		return "<unknown>"
	}
	if value.IsNull() {
		return "<null>"
	}
	var text string
	if value.As(&text) == nil {
		return text
	}
	return value.String()
}

// Attribute is the attribute below a value, by names.
func Attribute(t *testing.T, value tftypes.Value, names ...string) tftypes.Value {
	t.Helper()
	for _, name := range names {
		members := map[string]tftypes.Value{}
		if err := value.As(&members); err != nil {
			t.Fatal(fmt.Errorf("%s has no members: %w", value, err))
		}
		value = members[name]
	}
	return value
}
