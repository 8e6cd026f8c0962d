// SPDX-License-Identifier: Apache-2.0

// Package session is what the provider block hands to its resources, data sources, lists and actions.
package session

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
)

// Session leads to the agents of one cluster.
type Session struct {
	agent *agent.Agent
}

// New makes a session.
func New(a *agent.Agent) *Session {
	return &Session{agent: a}
}

// Postponed is the session of a provider block with values that are not known yet: a plan can be made, nothing can be
// asked.
func Postponed() *Session {
	return &Session{}
}

// From takes the session out of what the framework hands over. It is nil before the provider is configured, as during
// validation.
func From(data any, to *diag.Diagnostics) *Session {
	if data == nil {
		return nil
	}
	s, ok := data.(*Session)
	if !ok {
		to.AddError("Unexpected provider data", fmt.Sprintf("Expected %T, got %T. This is an error in the provider.", s, data))
	}
	return s
}

// Known tells whether the agent can be asked.
func (s *Session) Known() bool {
	return s != nil && s.agent != nil
}

// Agent gives the agent, or reports why there is none.
func (s *Session) Agent(to *diag.Diagnostics) (*agent.Agent, bool) {
	if s.Known() {
		return s.agent, true
	}
	to.AddError("The provider block is not known yet",
		"A value of the provider block, such as url or token, depends on something that is created in this same run, so the"+
			" agent cannot be asked yet. Apply that first, for example with -target, or give the value as a variable.")
	return nil, false
}
