// SPDX-License-Identifier: Apache-2.0

// Package checks holds the validators of types that Terraform does not have. What a value may be for the host is the
// agent's to judge.
package checks

import (
	"context"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

type duration struct{}

// Duration wants a positive duration such as "30s" or "1h30m".
func Duration() validator.String {
	return duration{}
}

func (duration) Description(context.Context) string {
	return "a positive duration such as \"30s\" or \"1h30m\""
}

func (d duration) MarkdownDescription(ctx context.Context) string {
	return d.Description(ctx)
}

func (d duration) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	text := req.ConfigValue.ValueString()
	if parsed, err := time.ParseDuration(text); err != nil || parsed <= 0 {
		resp.Diagnostics.AddAttributeError(req.Path, "Not a duration",
			strconv.Quote(text)+" is not "+d.Description(ctx)+".")
	}
}
