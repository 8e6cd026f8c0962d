// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"
)

// Client calls the agents of one cluster. It is safe for concurrent use.
type Client struct {
	config    Config
	endpoints *endpoints
	http      *http.Client
	slots     chan struct{}
	serial    atomic.Int64
	sleep     func(context.Context, time.Duration) error
}

// New makes a client. It reads the files that the configuration names and contacts nothing.
func New(config Config) (*Client, error) {
	addresses, err := newEndpoints(config.URLs)
	if err != nil {
		return nil, err
	}
	transport, err := config.transport()
	if err != nil {
		return nil, err
	}
	return &Client{
		config:    config,
		endpoints: addresses,
		http:      &http.Client{Transport: transport, CheckRedirect: noRedirect},
		slots:     make(chan struct{}, max(1, config.MaxConcurrent)),
		sleep:     sleep,
	}, nil
}

// noRedirect: an agent never redirects, and a bearer token must not follow where somebody else points.
func noRedirect(*http.Request, []*http.Request) error {
	return http.ErrUseLastResponse
}

// Call is one request.
type Call struct {
	Method string
	Params any
	// Repeatable tells that sending the request twice is harmless: it changes nothing, or carries an idempotency key.
	Repeatable bool
	// Endpoint pins the request to the agent that answered an earlier one; empty lets any agent answer.
	Endpoint string
	// Unlimited exempts the request from the limit of concurrent ones: a long poll would starve the work it waits for.
	Unlimited bool
	// Hold is how long the agent was asked to hold the answer back, on top of the request timeout.
	Hold time.Duration
}

// Do sends the call and decodes its result. It returns the address that answered, to pin later calls to.
func (c *Client) Do(ctx context.Context, call Call, result any) (string, error) {
	body, err := c.encode(call)
	if err != nil {
		return "", err
	}
	if !call.Unlimited {
		select {
		case c.slots <- struct{}{}:
			defer func() { <-c.slots }()
		case <-ctx.Done():
			return "", &TransportError{Method: call.Method, Endpoint: c.endpoints.order(call.Endpoint)[0], Err: ctx.Err()}
		}
	}
	for attempt := 0; ; attempt++ {
		answer, err := c.everywhere(ctx, call, body)
		if err == nil {
			c.endpoints.prefer(answer.endpoint)
			return answer.endpoint, decode(call.Method, answer, result)
		}
		wait, again := retry(call, err, attempt, c.config.MaxRetries)
		if !again || c.sleep(ctx, wait) != nil {
			return "", err
		}
		call.Endpoint = pinned(call, err)
	}
}

func (c *Client) encode(call Call) ([]byte, error) {
	body, err := json.Marshal(map[string]any{
		"jsonrpc": "2.0",
		"id":      c.serial.Add(1),
		"method":  call.Method,
		"params":  call.Params,
	})
	if err != nil {
		return nil, fmt.Errorf("%s: the parameters cannot be encoded: %w", call.Method, err)
	}
	return body, nil
}

// everywhere tries the addresses in turn, and stops at the first that could be connected to.
func (c *Client) everywhere(ctx context.Context, call Call, body []byte) (answer, error) {
	var failure error
	for _, endpoint := range c.endpoints.order(call.Endpoint) {
		got, err := c.exchange(ctx, call, endpoint, body)
		if err == nil {
			return got, nil
		}
		failure = err
		if !unreached(err) {
			break
		}
	}
	return answer{}, failure
}

func sleep(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
