// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Plain converts a value whose type the caller chose to what encoding/json writes.
func Plain(value attr.Value) (any, error) {
	if value == nil || value.IsNull() {
		return nil, nil //nolint:nilnil // null is a value here
	}
	switch value := value.(type) {
	case types.Dynamic:
		return Plain(value.UnderlyingValue())
	case types.String:
		return value.ValueString(), nil
	case types.Bool:
		return value.ValueBool(), nil
	case types.Number:
		return json.Number(value.ValueBigFloat().Text('f', -1)), nil
	case types.Tuple:
		return plainList(value.Elements())
	case types.List:
		return plainList(value.Elements())
	case types.Set:
		return plainList(value.Elements())
	case types.Object:
		return plainObject(value.Attributes())
	case types.Map:
		return plainObject(value.Elements())
	default:
		return nil, fmt.Errorf("a value of type %T cannot be sent", value)
	}
}

func plainList(elements []attr.Value) (any, error) {
	list := make([]any, 0, len(elements))
	for _, element := range elements {
		converted, err := Plain(element)
		if err != nil {
			return nil, err
		}
		list = append(list, converted)
	}
	return list, nil
}

func plainObject(members map[string]attr.Value) (any, error) {
	object := make(map[string]any, len(members))
	for name, member := range members {
		converted, err := Plain(member)
		if err != nil {
			return nil, err
		}
		object[name] = converted
	}
	return object, nil
}
