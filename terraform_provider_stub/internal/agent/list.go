// SPDX-License-Identifier: Apache-2.0

package agent

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
)

const (
	// pageSize is the largest page that an agent gives.
	pageSize = 500
	// freshness is how long a list serves reads: the refresh of one run, not the hours of a long apply.
	freshness = 30 * time.Second
)

// Filter narrows a list; empty members do not filter.
type Filter struct {
	Name   string `json:"name,omitempty"`
	Mode   string `json:"mode,omitempty"`
	State  string `json:"state,omitempty"`
	Health string `json:"health,omitempty"`
}

type page[T any] struct {
	rpc.Origin
	Items []T     `json:"items"`
	Next  *string `json:"next"`
}

type listParams struct {
	Collection string  `json:"collection,omitempty"`
	Filter     *Filter `json:"filter,omitempty"`
	Limit      int     `json:"limit"`
	Cursor     string  `json:"cursor,omitempty"`
}

// pages reads a list to its end.
func pages[T any](ctx context.Context, a *Agent, method string, params listParams) ([]T, rpc.Origin, error) {
	params.Limit = pageSize
	var all []T
	var origin rpc.Origin
	for {
		var got page[T]
		if err := a.read(ctx, method, params, &got); err != nil {
			return nil, origin, err
		}
		if err := a.SameCluster(ctx, method, a.expectCluster, got.Origin); err != nil {
			return nil, origin, err
		}
		origin = got.Origin
		all = append(all, got.Items...)
		if got.Next == nil || *got.Next == "" {
			return all, origin, nil
		}
		if *got.Next == params.Cursor {
			return nil, origin, fmt.Errorf("%s: the agent's list does not end: it gave the cursor %q twice", method, params.Cursor)
		}
		params.Cursor = *got.Next
	}
}

// List observes the collections that pass the filter, with who answered: even an empty list is somebody's word.
func (a *Agent) List(ctx context.Context, filter Filter) (Listing, error) {
	if filter == (Filter{}) {
		return a.listed.all(ctx)
	}
	return a.list(ctx, listParams{Filter: &filter})
}

// Listing is what an agent lists.
type Listing struct {
	rpc.Origin
	Items []Observed
}

func (a *Agent) listAll(ctx context.Context) (Listing, error) {
	return a.list(ctx, listParams{})
}

// list gives every item the origin of its page: the agent names itself once per answer.
func (a *Agent) list(ctx context.Context, params listParams) (Listing, error) {
	items, origin, err := pages[Observed](ctx, a, "replication.list", params)
	for i := range items {
		items[i].Origin = origin
	}
	return Listing{Origin: origin, Items: items}, err
}

// Lookup observes one collection by id through the shared list, and asks for it alone where the list does not tell: it
// was changed since, it is missing, or the token may not list.
func (a *Agent) Lookup(ctx context.Context, id string) (Observed, error) {
	if observed, ok := a.listed.find(ctx, id); ok {
		return observed, nil
	}
	return a.Get(ctx, id, Declared...)
}

// RecoveryPoints lists the points that a failover of the collection can go back to, with who answered.
func (a *Agent) RecoveryPoints(ctx context.Context, collection string) ([]RecoveryPoint, rpc.Origin, error) {
	return pages[RecoveryPoint](ctx, a, "recoveryPoint.list", listParams{Collection: collection})
}

// listCache serves the reads of one run from one list: the host is asked three times for a thousand collections instead
// of a thousand times.
type listCache struct {
	load func(context.Context) (Listing, error)
	now  func() time.Time

	mu     sync.Mutex
	list   Listing
	byID   map[string]int
	taken  time.Time
	stale  map[string]bool
	failed time.Time
}

func newListCache(load func(context.Context) (Listing, error)) *listCache {
	return &listCache{load: load, now: time.Now, stale: map[string]bool{}}
}

// all gives a list in which nothing is known to have changed.
func (c *listCache) all(ctx context.Context) (Listing, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.stale) > 0 || c.expired() {
		if err := c.reload(ctx); err != nil {
			return Listing{}, err
		}
	}
	return c.list, nil
}

// find looks one collection up. Only the first read after the list grew old pays for a new one; the others wait for it.
func (c *listCache) find(ctx context.Context, id string) (Observed, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := strings.ToLower(id)
	if c.stale[key] {
		return Observed{}, false
	}
	if c.expired() {
		if c.now().Sub(c.failed) < freshness || c.reload(ctx) != nil {
			c.failed = c.now()
			return Observed{}, false
		}
	}
	at, ok := c.byID[key]
	if !ok {
		return Observed{}, false
	}
	return c.list.Items[at], true
}

func (c *listCache) expired() bool {
	return c.byID == nil || c.now().Sub(c.taken) > freshness
}

func (c *listCache) reload(ctx context.Context) error {
	list, err := c.load(ctx)
	if err != nil {
		return err
	}
	c.list, c.byID, c.stale = list, make(map[string]int, len(list.Items)), map[string]bool{}
	for at, item := range list.Items {
		c.byID[strings.ToLower(item.Collection.ID)] = at
	}
	c.taken = c.now()
	return nil
}

// forget marks a collection that is being changed: it is read alone until the list is renewed.
func (c *listCache) forget(id string) {
	if id == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stale[strings.ToLower(id)] = true
}
