// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"fmt"
	"net"
	"net/url"
	"strings"
	"sync/atomic"
)

// endpoints are the addresses of one cluster's agents, the one that last answered first.
type endpoints struct {
	all       []string
	preferred atomic.Int64
}

// ParseURL checks one address and adds the path of the API where none is given.
func ParseURL(text string) (string, error) {
	address, err := url.Parse(strings.TrimSpace(text))
	if err != nil {
		return "", fmt.Errorf("%q is not a URL: %w", text, err)
	}
	if address.Scheme != "https" && address.Scheme != "http" || address.Host == "" {
		return "", fmt.Errorf("%q is not a URL of an agent; expected https://HOST:PORT", text)
	}
	if address.Scheme == "http" && !loopback(address.Hostname()) {
		return "", fmt.Errorf("%q would send the token readable over the network; use https", text)
	}
	if address.User != nil {
		return "", fmt.Errorf("the URL of %s carries credentials; use token, token_file or a client certificate", address.Host)
	}
	if address.Path == "" || address.Path == "/" {
		address.Path = "/rpc"
	}
	return address.String(), nil
}

func loopback(host string) bool {
	return strings.EqualFold(host, "localhost") || net.ParseIP(host).IsLoopback()
}

func newEndpoints(urls []string) (*endpoints, error) {
	if len(urls) == 0 {
		return nil, fmt.Errorf("no URL of an agent is given")
	}
	parsed := make([]string, 0, len(urls))
	for _, text := range urls {
		address, err := ParseURL(text)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, address)
	}
	return &endpoints{all: parsed}, nil
}

// order is the sequence in which addresses are tried: only the pinned one, or all from the preferred one on.
func (e *endpoints) order(pinned string) []string {
	if pinned != "" {
		return []string{pinned}
	}
	first := int(e.preferred.Load())
	order := make([]string, 0, len(e.all))
	for i := range e.all {
		order = append(order, e.all[(first+i)%len(e.all)])
	}
	return order
}

func (e *endpoints) prefer(address string) {
	for i, candidate := range e.all {
		if candidate == address {
			e.preferred.Store(int64(i))
		}
	}
}
