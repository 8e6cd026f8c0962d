// SPDX-License-Identifier: Apache-2.0

// Package agent is API version 1 of the hvcr agent as Go types and calls. It decides nothing: states are compared,
// planned and reached in the agent.
package agent

import (
	"encoding/json"

	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
)

// States that a document can ask for.
const (
	StateEnabled     = "enabled"
	StateReplicating = "replicating"
	StateSuspended   = "suspended"
	StateAbsent      = "absent"
)

// Sides of an observed collection.
const (
	SideNone    = "none"
	SidePrimary = "primary"
)

// Levels of waiting.
const (
	WaitAccepted     = "accepted"
	WaitStarted      = "started"
	WaitSynchronized = "synchronized"
)

// Settings are the members of a document's `settings`; nil leaves a setting as it is.
type Settings struct {
	ReplicaServerName              *string  `json:"replicaServerName,omitempty"`
	ReplicaServerPort              *int64   `json:"replicaServerPort,omitempty"`
	AuthenticationType             *string  `json:"authenticationType,omitempty"`
	CertificateThumbprint          *string  `json:"certificateThumbprint,omitempty"`
	CompressionEnabled             *bool    `json:"compressionEnabled,omitempty"`
	BypassProxyServer              *bool    `json:"bypassProxyServer,omitempty"`
	ReplicationFrequencySec        *int64   `json:"replicationFrequencySec,omitempty"`
	RecoveryHistory                *int64   `json:"recoveryHistory,omitempty"`
	VssSnapshotFrequencyHour       *int64   `json:"vssSnapshotFrequencyHour,omitempty"`
	ReplicateHostKvpItems          *bool    `json:"replicateHostKvpItems,omitempty"`
	AutoResynchronizeEnabled       *bool    `json:"autoResynchronizeEnabled,omitempty"`
	AutoResynchronizeIntervalStart *string  `json:"autoResynchronizeIntervalStart,omitempty"`
	AutoResynchronizeIntervalEnd   *string  `json:"autoResynchronizeIntervalEnd,omitempty"`
	ReplicatedDiskPaths            []string `json:"replicatedDiskPaths,omitzero"`
}

// InitialReplication tells how the first copy reaches the recovery side.
type InitialReplication struct {
	Type           *string `json:"type,omitempty"`
	ExportLocation *string `json:"exportLocation,omitempty"`
	StartTime      *string `json:"startTime,omitempty"`
}

// Document is the desired or observed state of one collection.
type Document struct {
	Collection         string              `json:"collection,omitempty"`
	State              string              `json:"state,omitempty"`
	Settings           *Settings           `json:"settings,omitempty"`
	InitialReplication *InitialReplication `json:"initialReplication,omitempty"`
}

// Member is a virtual machine of a collection.
type Member struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Node       string    `json:"node"`
	PowerState rpc.Enum  `json:"powerState"`
	State      rpc.Enum  `json:"state"`
	Health     *rpc.Enum `json:"health"`
}

// RecoveryPoint is a point in time that a failover can go back to.
type RecoveryPoint struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	CreatedAt   string   `json:"createdAt"`
	Consistency rpc.Enum `json:"consistency"`
}

// Observed is what the host reports about a collection.
type Observed struct {
	rpc.Origin
	Collection     rpc.Ref         `json:"collection"`
	Side           string          `json:"side"`
	Mode           rpc.Enum        `json:"mode"`
	State          rpc.Enum        `json:"state"`
	Health         *rpc.Enum       `json:"health"`
	Satisfies      []string        `json:"satisfies"`
	Document       Document        `json:"document"`
	PendingStart   string          `json:"pendingStart"`
	OperationID    string          `json:"operationId"`
	Members        []Member        `json:"members"`
	Statistics     json.RawMessage `json:"statistics"`
	HealthIssues   []string        `json:"healthIssues"`
	RecoveryPoints []RecoveryPoint `json:"recoveryPoints"`
	TestCollection *rpc.Ref        `json:"testCollection"`
}

// Replicated tells whether the collection has a relationship on this side.
func (o Observed) Replicated() bool {
	return o.Side != SideNone
}

// IsPrimary tells whether this side sends: only there settings can be compared.
func (o Observed) IsPrimary() bool {
	return o.Side == SidePrimary
}

// Holds tells whether the observed state satisfies a wanted one.
func (o Observed) Holds(state string) bool {
	for _, satisfied := range o.Satisfies {
		if satisfied == state {
			return true
		}
	}
	return false
}

// Warning is something the agent wants a person to know.
type Warning struct {
	Reason  string `json:"reason"`
	Message string `json:"message"`
	Path    string `json:"path"`
}

// Blocked tells why a plan cannot get to the wanted state.
type Blocked struct {
	Reason  string   `json:"reason"`
	Message string   `json:"message"`
	Path    string   `json:"path"`
	Next    []string `json:"next"`
}

// Step is one host call of a plan or an operation.
type Step struct {
	Number int64  `json:"number"`
	Method string `json:"method"`
	Reason string `json:"reason"`
	Status string `json:"status"`
	Job    *Job   `json:"job"`
}

// Job is a job of the host.
type Job struct {
	InstanceID      string `json:"InstanceID"`
	JobStateName    string `json:"JobStateName"`
	PercentComplete int64  `json:"PercentComplete"`
}

// Plan is what an apply would do.
type Plan struct {
	rpc.Origin
	Collection rpc.Ref   `json:"collection"`
	Changed    bool      `json:"changed"`
	Digest     string    `json:"digest"`
	Blocked    *Blocked  `json:"blocked"`
	Needs      []string  `json:"needs"`
	Steps      []Step    `json:"steps"`
	Warnings   []Warning `json:"warnings"`
	Before     *Document `json:"before"`
	After      *Document `json:"after"`
}

// Operation is a journalled piece of work.
type Operation struct {
	rpc.Origin
	ID            string     `json:"id"`
	Method        string     `json:"method"`
	Collection    rpc.Ref    `json:"collection"`
	Changed       bool       `json:"changed"`
	Status        string     `json:"status"`
	WaitSatisfied bool       `json:"waitSatisfied"`
	Percent       *int64     `json:"percent"`
	Steps         []Step     `json:"steps"`
	Warnings      []Warning  `json:"warnings"`
	Error         *rpc.Error `json:"error"`
	Plan          *Plan      `json:"plan"`

	// Endpoint is the agent that journals it: nobody else knows the id.
	Endpoint string `json:"-"`
}

// Running tells whether the operation has not ended.
func (o Operation) Running() bool {
	return o.Status == "running"
}

// Settled tells whether there is nothing to wait for any more.
func (o Operation) Settled() bool {
	return o.ID == "" || o.WaitSatisfied || !o.Running()
}

// Check tells whether the host would take a method now.
type Check struct {
	rpc.Origin
	Allowed bool     `json:"allowed"`
	Reason  string   `json:"reason"`
	Message string   `json:"message"`
	Next    []string `json:"next"`
}

// Info is who the agent is.
type Info struct {
	Version      string      `json:"version"`
	APIVersion   json.Number `json:"apiVersion"`
	Backend      string      `json:"backend"`
	Site         string      `json:"site"`
	Cluster      rpc.Cluster `json:"cluster"`
	Node         string      `json:"node"`
	Broker       string      `json:"broker"`
	Capabilities []string    `json:"capabilities"`
}

// Origin is who answered.
func (i Info) Origin() rpc.Origin {
	return rpc.Origin{Backend: i.Backend, Cluster: i.Cluster, Node: i.Node}
}

// PreflightCheck is one prerequisite of the host.
type PreflightCheck struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Status string `json:"status"`
	Detail string `json:"detail"`
	Hint   string `json:"hint"`
}
