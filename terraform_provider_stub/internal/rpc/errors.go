// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Codes of API version 1 that the provider tells apart. The host's return values (32768 …) are codes of their own.
const (
	CodeUnauthorized    = -32001
	CodeForbidden       = -32003
	CodeNotFound        = -32004
	CodeConflict        = -32009
	CodeBlocked         = -32010
	CodeRateLimited     = -32029
	CodeHostUnavailable = -32050
	CodeOutcomeUnknown  = -32051
	CodeInvalidParams   = -32602
)

// Ref names a collection on the wire.
type Ref struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// String renders a collection for a message.
func (r Ref) String() string {
	if r.Name == "" {
		return r.ID
	}
	return fmt.Sprintf("%q (%s)", r.Name, r.ID)
}

// Enum is a host enumeration on the wire: the number is certain, the name may be "Unknown(42)".
type Enum struct {
	Number int64  `json:"number"`
	Name   string `json:"name"`
}

// String renders number and name for a message.
func (e Enum) String() string {
	return fmt.Sprintf("%d %s", e.Number, e.Name)
}

// Cluster is who answered: agent.info tells id and name, every other answer the name alone.
type Cluster struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// UnmarshalJSON reads {"id":…,"name":…} or a bare name.
func (c *Cluster) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, &c.Name)
	}
	type plain Cluster
	return json.Unmarshal(raw, (*plain)(c))
}

// Is tells whether the cluster has that id or name, without regard to case.
func (c Cluster) Is(idOrName string) bool {
	return idOrName != "" && (strings.EqualFold(c.ID, idOrName) || strings.EqualFold(c.Name, idOrName))
}

// Origin is what every result and every error's data carry: who answered.
type Origin struct {
	Backend string  `json:"backend"`
	Cluster Cluster `json:"cluster"`
	Node    string  `json:"node"`
}

// Simulated tells whether the simulator answered.
func (o Origin) Simulated() bool {
	return o.Backend == "simulator"
}

// ErrorData is the `data` of an error of the agent (design 3.3).
type ErrorData struct {
	Origin
	Reason      string   `json:"reason"`
	Retryable   bool     `json:"retryable"`
	Outcome     string   `json:"outcome"`
	Path        string   `json:"path"`
	Collection  *Ref     `json:"collection"`
	Mode        *Enum    `json:"mode"`
	State       *Enum    `json:"state"`
	OperationID string   `json:"operationId"`
	OwnerNode   string   `json:"ownerNode"`
	Allowed     []string `json:"allowed"`
	Hint        string   `json:"hint"`
}

// Error is an error that the agent answered.
type Error struct {
	Code    int       `json:"code"`
	Message string    `json:"message"`
	Data    ErrorData `json:"data"`

	Method     string        `json:"-"`
	Endpoint   string        `json:"-"`
	HTTPStatus int           `json:"-"`
	RequestID  string        `json:"-"`
	RetryAfter time.Duration `json:"-"`
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s: %s (code %d)", e.Method, e.Message, e.Code)
}

// NotStarted tells whether the agent vouches that this request changed nothing.
func (e *Error) NotStarted() bool {
	return e.Data.Outcome == "not_started" && e.Data.OperationID == ""
}

// TransportError is a call that got no JSON-RPC answer.
type TransportError struct {
	Method   string
	Endpoint string
	// Sent tells whether the request may have reached the agent.
	Sent bool
	// Permanent tells that another attempt cannot help: a certificate is not trusted, a token cannot be read.
	Permanent bool
	Hint      string
	Err       error
}

func (e *TransportError) Error() string {
	return fmt.Sprintf("%s: %s: %v", e.Method, e.Endpoint, e.Err)
}

func (e *TransportError) Unwrap() error {
	return e.Err
}

// HasReason tells whether the error is the agent's and carries that reason.
func HasReason(err error, reason string) bool {
	var answered *Error
	return errors.As(err, &answered) && answered.Data.Reason == reason
}

// ChangedNothing tells whether the error is certain to have left the host alone.
func ChangedNothing(err error) bool {
	var answered *Error
	if errors.As(err, &answered) {
		return answered.NotStarted()
	}
	var transport *TransportError
	return errors.As(err, &transport) && !transport.Sent
}
