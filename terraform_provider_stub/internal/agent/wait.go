// SPDX-License-Identifier: Apache-2.0

package agent

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
)

// hold is the longest time that an agent holds an answer back.
const hold = 30 * time.Second

// holdSeconds is how long to let the agent hold the answer: not past the caller's own deadline.
func holdSeconds(ctx context.Context) int64 {
	deadline, ok := ctx.Deadline()
	if !ok {
		return int64(hold / time.Second)
	}
	left := int64(time.Until(deadline)/time.Second) - 1
	return max(1, min(left, int64(hold/time.Second)))
}

// WaitError is a wait that ended before the operation did. The operation goes on in the agent.
type WaitError struct {
	Operation Operation
	Err       error
}

func (e *WaitError) Error() string {
	return fmt.Sprintf("the wait for operation %s ended early: %v", e.Operation.ID, e.Err)
}

func (e *WaitError) Unwrap() error {
	return e.Err
}

// Await repeats operation.wait until the operation's wait is satisfied, it ends, or the caller's deadline is over.
// observe is told of every answer.
func (a *Agent) Await(ctx context.Context, operation Operation, observe func(Operation)) (Operation, error) {
	defer a.listed.forget(operation.Collection.ID)
	for {
		observe(operation)
		if operation.Settled() {
			return operation, nil
		}
		next, err := a.waitOnce(ctx, operation)
		if err != nil {
			return operation, &WaitError{Operation: operation, Err: reasonOf(ctx, err)}
		}
		operation = next
	}
}

func (a *Agent) waitOnce(ctx context.Context, operation Operation) (Operation, error) {
	params := struct {
		IDs            []string `json:"ids"`
		TimeoutSeconds int64    `json:"timeoutSeconds"`
	}{[]string{operation.ID}, holdSeconds(ctx)}
	var result page[Operation]
	_, err := a.rpc.Do(ctx, rpc.Call{
		Method: "operation.wait", Params: params, Repeatable: true,
		Endpoint: operation.Endpoint, Unlimited: true, Hold: hold,
	}, &result)
	if err != nil {
		return operation, err
	}
	for _, item := range result.Items {
		if item.ID == operation.ID {
			item.Endpoint, item.Origin = operation.Endpoint, operation.Origin
			return item, nil
		}
	}
	return operation, errors.New("the agent's answer does not contain the operation")
}

// reasonOf prefers the caller's own deadline over the failure that it caused.
func reasonOf(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// Failure is why the operation did not do what it was asked to; nil while it runs or when it succeeded.
func (o Operation) Failure() error {
	if o.Running() || o.Status == "succeeded" || o.Status == "" {
		return nil
	}
	if o.Error != nil {
		failure := *o.Error
		failure.Method = o.Method
		if failure.Data.OperationID == "" {
			failure.Data.OperationID = o.ID
		}
		return &failure
	}
	return &rpc.Error{
		Code: rpc.CodeOutcomeUnknown, Method: o.Method,
		Message: fmt.Sprintf("operation %s on %s ended as %q", o.ID, o.Collection, o.Status),
		Data:    rpc.ErrorData{Origin: o.Origin, Outcome: "unknown", Collection: &o.Collection, OperationID: o.ID},
	}
}

// NewKey makes an idempotency key.
func NewKey() string {
	return "terraform-" + rand.Text()
}
