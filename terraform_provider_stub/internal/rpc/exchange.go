// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// maxAnswer bounds what is read of one answer: a list page of 500 collections is below 2 MiB.
const maxAnswer = 64 << 20

// answer is a JSON-RPC response without an error.
type answer struct {
	endpoint string
	result   json.RawMessage
}

type response struct {
	JSONRPC string          `json:"jsonrpc"`
	Result  json.RawMessage `json:"result"`
	Error   *Error          `json:"error"`
}

// exchange sends the request to one address.
func (c *Client) exchange(ctx context.Context, call Call, endpoint string, body []byte) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, c.config.RequestTimeout+call.Hold)
	defer cancel()
	var connected atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	request, err := c.request(ctx, endpoint, body)
	if err != nil {
		return answer{}, &TransportError{Method: call.Method, Endpoint: endpoint, Permanent: true, Err: err}
	}
	reply, err := c.http.Do(request)
	if err != nil {
		return answer{}, explain(call.Method, endpoint, connected.Load(), err)
	}
	defer func() { _ = reply.Body.Close() }()
	content, err := io.ReadAll(io.LimitReader(reply.Body, maxAnswer))
	if err != nil {
		return answer{}, &TransportError{Method: call.Method, Endpoint: endpoint, Sent: true, Err: err}
	}
	return read(call.Method, endpoint, reply, content)
}

func (c *Client) request(ctx context.Context, endpoint string, body []byte) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", c.config.UserAgent)
	if c.config.Token != nil {
		token, err := c.config.Token()
		if err != nil {
			return nil, err
		}
		request.Header.Set("Authorization", "Bearer "+token)
	}
	return request, nil
}

// read tells a result, an error of the agent, and something that is no agent apart.
func read(method, endpoint string, reply *http.Response, content []byte) (answer, error) {
	var parsed response
	if err := json.Unmarshal(content, &parsed); err != nil || parsed.JSONRPC != "2.0" {
		return answer{}, &TransportError{
			Method: method, Endpoint: endpoint, Sent: true,
			Err:  fmt.Errorf("HTTP %s, not JSON-RPC 2.0: %s", reply.Status, beginning(content)),
			Hint: "The address answers, but it is not an hvcr agent. Check url, and any proxy in between.",
		}
	}
	if parsed.Error != nil {
		parsed.Error.Method = method
		parsed.Error.Endpoint = endpoint
		parsed.Error.HTTPStatus = reply.StatusCode
		parsed.Error.RequestID = reply.Header.Get("X-Request-Id")
		parsed.Error.RetryAfter = retryAfter(reply.Header.Get("Retry-After"))
		return answer{}, parsed.Error
	}
	return answer{endpoint: endpoint, result: parsed.Result}, nil
}

func decode(method string, got answer, result any) error {
	if result == nil {
		return nil
	}
	if err := json.Unmarshal(got.result, result); err != nil {
		return &TransportError{
			Method: method, Endpoint: got.endpoint, Sent: true, Err: fmt.Errorf("the result has an unexpected shape: %w", err),
			Hint: "Agent and provider may be of different API versions.",
		}
	}
	return nil
}

func beginning(content []byte) string {
	text := strings.Join(strings.Fields(string(content)), " ")
	if text == "" {
		return "(empty)"
	}
	if runes := []rune(text); len(runes) > 120 {
		return string(runes[:120]) + " …"
	}
	return text
}

func retryAfter(header string) time.Duration {
	seconds, err := strconv.Atoi(strings.TrimSpace(header))
	if err != nil || seconds < 0 {
		return 0
	}
	return time.Duration(seconds) * time.Second
}
