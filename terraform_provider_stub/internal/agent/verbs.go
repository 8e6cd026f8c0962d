// SPDX-License-Identifier: Apache-2.0

package agent

import (
	"context"
	"encoding/json"
	"maps"

	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
)

// Verb is one call of a method of Msvm_CollectionReplicationService.
type Verb struct {
	Method         string
	Collection     string
	Params         map[string]any
	Wait           string
	IdempotencyKey string
}

// VerbResult is what the host answered to a verb.
type VerbResult struct {
	rpc.Origin
	ReturnValue int64  `json:"ReturnValue"`
	Job         *Job   `json:"Job"`
	OperationID string `json:"operationId"`
	// WaitSatisfied is absent unless more than acceptance was waited for.
	WaitSatisfied *bool     `json:"waitSatisfied"`
	Warnings      []Warning `json:"warnings"`

	// Raw is the whole result: the methods differ in their out-parameters.
	Raw json.RawMessage `json:"-"`
	// Endpoint is the agent that journals the operation.
	Endpoint string `json:"-"`
}

// Invoke calls the host's method, verbatim.
func (a *Agent) Invoke(ctx context.Context, verb Verb) (VerbResult, error) {
	params := maps.Clone(verb.Params)
	if params == nil {
		params = map[string]any{}
	}
	params["Collection"] = verb.Collection
	params["idempotencyKey"] = verb.IdempotencyKey
	if a.expectCluster != "" {
		params["expectCluster"] = a.expectCluster
	}
	if verb.Wait != "" {
		params["wait"] = verb.Wait
		params["timeoutSeconds"] = holdSeconds(ctx)
	}
	defer a.listed.forget(verb.Collection)
	var raw json.RawMessage
	endpoint, err := a.rpc.Do(ctx, rpc.Call{
		Method: "hyperv." + verb.Method, Params: params, Repeatable: true, Hold: hold,
	}, &raw)
	if err != nil {
		return VerbResult{}, err
	}
	result := VerbResult{Raw: raw, Endpoint: endpoint}
	return result, json.Unmarshal(raw, &result)
}

// Operation is the operation behind the verb, as far as the answer tells.
func (r VerbResult) Operation(collection string) Operation {
	return Operation{
		Origin: r.Origin, ID: r.OperationID, Status: "running", Endpoint: r.Endpoint,
		Collection:    rpc.Ref{Name: collection},
		WaitSatisfied: r.WaitSatisfied == nil || *r.WaitSatisfied,
	}
}
