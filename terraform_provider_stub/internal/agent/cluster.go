// SPDX-License-Identifier: Apache-2.0

package agent

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
)

// cluster remembers the cluster that answers: most answers carry its name alone.
type cluster struct {
	mu   sync.Mutex
	info rpc.Cluster
}

// SameCluster refuses an answer of another cluster than the expected one, given by id or name. The methods that only
// read take no expectCluster of their own; and what another cluster says about a collection means nothing here.
func (a *Agent) SameCluster(ctx context.Context, method, expected string, origin rpc.Origin) error {
	if expected == "" || origin.Cluster.Is(expected) {
		return nil
	}
	if known := a.cluster(ctx); strings.EqualFold(known.Name, origin.Cluster.Name) && known.Is(expected) {
		return nil
	}
	return &rpc.Error{
		Code:    rpc.CodeConflict,
		Message: fmt.Sprintf("The answer comes from cluster %q, expected is %q.", origin.Cluster.Name, expected),
		Method:  method,
		Data: rpc.ErrorData{
			Origin: origin, Reason: "wrong_cluster", Outcome: "not_started",
			Hint: "Check which cluster the url of the provider block leads to: each cluster needs a provider block of its own.",
		},
	}
}

// cluster asks once for id and name.
func (a *Agent) cluster(ctx context.Context) rpc.Cluster {
	a.known.mu.Lock()
	defer a.known.mu.Unlock()
	if a.known.info.ID == "" {
		var info Info
		if a.read(ctx, "agent.info", struct{}{}, &info) == nil {
			a.known.info = info.Cluster
		}
	}
	return a.known.info
}
