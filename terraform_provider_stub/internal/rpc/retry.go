// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"time"
)

// longestPause bounds the pause between two attempts, unless the agent asks for a longer one.
const longestPause = 10 * time.Second

// retry tells whether and when a failed call may be sent again. The caller's deadline bounds it all.
func retry(call Call, err error, attempt, most int) (time.Duration, bool) {
	if attempt >= most {
		return 0, false
	}
	var answered *Error
	if errors.As(err, &answered) {
		return max(pause(attempt), answered.RetryAfter), repeatable(call, answered)
	}
	var transport *TransportError
	if errors.As(err, &transport) && !transport.Permanent && transport.Hint == "" {
		return pause(attempt), !transport.Sent || call.Repeatable
	}
	return 0, false
}

// repeatable: a rate limit refuses before anything is read; any other refusal must say itself that it may pass.
func repeatable(call Call, answered *Error) bool {
	if answered.Code == CodeRateLimited {
		return true
	}
	return call.Repeatable && answered.Data.Retryable && answered.Data.Outcome == "not_started"
}

// pinned: once a changing request was sent, only its address knows the idempotency key.
func pinned(call Call, err error) string {
	var transport *TransportError
	if errors.As(err, &transport) && transport.Sent {
		return transport.Endpoint
	}
	return call.Endpoint
}

// pause grows from a quarter of a second and is spread, so that ten resources do not knock at once.
func pause(attempt int) time.Duration {
	limit := min(longestPause, 250*time.Millisecond<<min(attempt, 10))
	return limit/2 + rand.N(limit/2+1) //nolint:gosec // a spread, not a secret
}

// unreached tells whether no connection could be made, so that the next address may be tried.
func unreached(err error) bool {
	var transport *TransportError
	return errors.As(err, &transport) && !transport.Sent && !transport.Permanent
}

// explain turns a failed exchange into an error that says whether the request was sent, and what to do.
func explain(method, endpoint string, connected bool, err error) *TransportError {
	failure := &TransportError{Method: method, Endpoint: endpoint, Sent: connected, Err: err}
	var untrusted *tls.CertificateVerificationError
	var alert *net.OpError
	switch {
	case errors.As(err, &untrusted):
		failure.Permanent = true
		failure.Hint = trustHint(untrusted)
	case errors.As(err, &alert) && alert.Op == "remote error":
		failure.Permanent = true
		failure.Hint = "The agent ended the TLS handshake. If it demands a client certificate, give client_cert and client_key."
	case strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		failure.Permanent = true
		failure.Hint = "The address speaks plain HTTP. An agent does that only with --insecure on a loopback address: use http:// then."
	}
	return failure
}

func trustHint(untrusted *tls.CertificateVerificationError) string {
	var name x509.HostnameError
	if errors.As(untrusted.Err, &name) {
		return "Use a url with a name that the certificate carries, or give tls_server_name."
	}
	hint := "Give the agent's certificate, or that of the authority that issued it, as ca_file."
	if len(untrusted.UnverifiedCertificates) > 0 {
		sum := sha256.Sum256(untrusted.UnverifiedCertificates[0].Raw)
		hint += fmt.Sprintf(" The certificate that was presented has the SHA-256 fingerprint %s; compare it with the one in"+
			" the agent's ready line before trusting it.", fingerprint(sum[:]))
	}
	return hint
}

// fingerprint writes a sum as the agent's ready line does, so that the eye can compare them.
func fingerprint(sum []byte) string {
	return strings.ReplaceAll(fmt.Sprintf("% X", sum), " ", ":")
}
