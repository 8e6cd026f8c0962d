// SPDX-License-Identifier: Apache-2.0

package agent

import (
	"context"

	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
)

// caller is the transport: one JSON-RPC call to one cluster.
type caller interface {
	Do(ctx context.Context, call rpc.Call, result any) (endpoint string, err error)
}

// Agent is the agents of one cluster, seen through API version 1.
type Agent struct {
	rpc           caller
	expectCluster string
	listed        *listCache
	known         cluster
}

// New makes an agent of a transport. A given expectCluster is sent with everything that plans or changes, and checked
// against every answer.
func New(transport caller, expectCluster string) *Agent {
	a := &Agent{rpc: transport, expectCluster: expectCluster}
	a.listed = newListCache(a.listAll)
	return a
}

// read calls a method that changes nothing.
func (a *Agent) read(ctx context.Context, method string, params any, result any) error {
	_, err := a.rpc.Do(ctx, rpc.Call{Method: method, Params: params, Repeatable: true}, result)
	return err
}

// Declared are the parts of an observation that a declaration is compared with.
var Declared = []string{"settings", "jobs"}

// Get observes one collection, by id, object path or name. Nothing in include asks for everything.
func (a *Agent) Get(ctx context.Context, collection string, include ...string) (Observed, error) {
	params := struct {
		Collection string   `json:"collection"`
		Include    []string `json:"include,omitzero"`
	}{collection, include}
	var observed Observed
	if err := a.read(ctx, "replication.get", params, &observed); err != nil {
		return Observed{}, err
	}
	return observed, a.SameCluster(ctx, "replication.get", a.expectCluster, observed.Origin)
}

// Desired is a document and what a caller says about it.
type Desired struct {
	Document
	Allow         []string `json:"allow,omitempty"`
	ExpectCluster string   `json:"expectCluster,omitempty"`
}

// Plan asks what an apply would do.
func (a *Agent) Plan(ctx context.Context, desired Desired) (Plan, error) {
	desired.ExpectCluster = a.expected(desired.ExpectCluster)
	var plan Plan
	err := a.read(ctx, "replication.plan", desired, &plan)
	return plan, err
}

// Change is a desired state to be reached.
type Change struct {
	Desired
	Wait           string `json:"wait,omitempty"`
	TimeoutSeconds int64  `json:"timeoutSeconds"`
	IdempotencyKey string `json:"idempotencyKey"`
	PlanDigest     string `json:"planDigest,omitempty"`
}

// Apply starts the way to a desired state, and answers when its wait is satisfied or the hold is over.
func (a *Agent) Apply(ctx context.Context, change Change) (Operation, error) {
	change.ExpectCluster = a.expected(change.ExpectCluster)
	change.TimeoutSeconds = holdSeconds(ctx)
	defer a.listed.forget(change.Collection)
	var operation Operation
	endpoint, err := a.rpc.Do(ctx, rpc.Call{
		Method: "replication.apply", Params: change, Repeatable: true, Hold: hold,
	}, &operation)
	operation.Endpoint = endpoint
	a.listed.forget(operation.Collection.ID)
	return operation, err
}

// Check asks whether the host would take a method now.
func (a *Agent) Check(ctx context.Context, collection, method string) (Check, error) {
	var check Check
	err := a.read(ctx, "replication.check", map[string]string{"collection": collection, "operation": method}, &check)
	return check, err
}

// Info tells who the agent is.
func (a *Agent) Info(ctx context.Context) (Info, error) {
	var info Info
	if err := a.read(ctx, "agent.info", struct{}{}, &info); err != nil {
		return Info{}, err
	}
	return info, a.SameCluster(ctx, "agent.info", a.expectCluster, info.Origin())
}

// Preflight lists the prerequisites of the host and whether they hold.
func (a *Agent) Preflight(ctx context.Context) ([]PreflightCheck, error) {
	var result page[PreflightCheck]
	err := a.read(ctx, "agent.preflight", struct{}{}, &result)
	return result.Items, err
}

// expected is the cluster that a call must meet: the one already known, or else the configured one.
func (a *Agent) expected(known string) string {
	if known != "" {
		return known
	}
	return a.expectCluster
}
