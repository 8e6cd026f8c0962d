// SPDX-License-Identifier: Apache-2.0

package replication

import (
	"context"
	"encoding/json"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
)

const (
	readTimeout   = 2 * time.Minute
	changeTimeout = 30 * time.Minute
	timeoutsKey   = "timeouts"
)

// limits are the timeouts that an operation without a configuration needs. They live in the resource's private state,
// where they make no difference to a plan.
type limits struct {
	Read   time.Duration `json:"read"`
	Delete time.Duration `json:"delete"`
}

type privateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

type privateWriter interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

func storedTimeouts(ctx context.Context, private privateReader) limits {
	preset := limits{Read: readTimeout, Delete: changeTimeout}
	raw, _ := private.GetKey(ctx, timeoutsKey)
	if raw == nil {
		return preset
	}
	stored := preset
	if json.Unmarshal(raw, &stored) != nil {
		return preset
	}
	return stored
}

func storeTimeouts(ctx context.Context, given timeouts.Value, private privateWriter, to *diag.Diagnostics) {
	read, diags := given.Read(ctx, readTimeout)
	to.Append(diags...)
	remove, diags := given.Delete(ctx, changeTimeout)
	to.Append(diags...)
	raw, err := json.Marshal(limits{Read: read, Delete: remove})
	if err != nil {
		to.AddError("The timeouts cannot be stored", err.Error())
		return
	}
	to.Append(private.SetKey(ctx, timeoutsKey, raw)...)
}
