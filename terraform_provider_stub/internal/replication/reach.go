// SPDX-License-Identifier: Apache-2.0

package replication

import (
	"context"
	"errors"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
)

// reach sends a desired state, and waits. The key makes the request repeatable should its answer get lost.
func reach(ctx context.Context, a *agent.Agent, desired agent.Desired, wait, digest string) (agent.Operation, error) {
	operation, err := a.Apply(ctx, agent.Change{
		Desired: desired, Wait: wait, IdempotencyKey: agent.NewKey(), PlanDigest: digest,
	})
	if err != nil {
		return operation, err
	}
	operation, err = a.Await(ctx, operation, func(agent.Operation) {})
	if err != nil {
		return operation, err
	}
	return operation, operation.Failure()
}

func asAnswer(err error) (*rpc.Error, bool) {
	var answered *rpc.Error
	ok := errors.As(err, &answered)
	return answered, ok
}
