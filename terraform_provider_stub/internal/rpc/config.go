// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// connectTimeout bounds one attempt to connect, so that a dead agent does not hold up the next one.
const connectTimeout = 10 * time.Second

// Config is what a client needs to know. Nothing is contacted until the first call.
type Config struct {
	// URLs are agents of one cluster, such as https://hv01.example:8443; the path /rpc is added where none is given.
	URLs []string
	// Token gives the bearer token of each request; nil sends none.
	Token TokenSource
	// CAFile is a PEM file of certificates to trust instead of the system's.
	CAFile string
	// CertFile and KeyFile are the PEM files of a client certificate.
	CertFile, KeyFile string
	// ServerName replaces the name that the agent's certificate is checked against.
	ServerName string
	// RequestTimeout limits one HTTP exchange.
	RequestTimeout time.Duration
	// MaxConcurrent limits the requests under way at once; waiting for operations does not count.
	MaxConcurrent int
	// MaxRetries limits how often a request that changed nothing is sent again.
	MaxRetries int
	// UserAgent names the caller in the agent's log.
	UserAgent string
}

// TokenSource gives a bearer token. It is asked for every request, so that a rotated file is picked up.
type TokenSource func() (string, error)

// StaticToken always gives the same token.
func StaticToken(token string) TokenSource {
	return func() (string, error) { return token, nil }
}

// FileToken reads the token from a file's first line.
func FileToken(file string) TokenSource {
	return func() (string, error) {
		content, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("the token file cannot be read: %w", err)
		}
		token, _, _ := strings.Cut(strings.TrimSpace(string(content)), "\n")
		if token = strings.TrimSpace(token); token == "" {
			return "", fmt.Errorf("the token file %s is empty", file)
		}
		return token, nil
	}
}

func (c Config) transport() (*http.Transport, error) {
	trust, err := c.tls()
	if err != nil {
		return nil, err
	}
	transport := http.DefaultTransport.(*http.Transport).Clone() //nolint:forcetypeassert // the standard library's own
	transport.TLSClientConfig = trust
	transport.MaxIdleConnsPerHost = 32
	transport.TLSHandshakeTimeout = connectTimeout
	transport.DialContext = (&net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second}).DialContext
	return transport, nil
}

func (c Config) tls() (*tls.Config, error) {
	trust := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: c.ServerName}
	if c.CAFile != "" {
		pem, err := os.ReadFile(c.CAFile)
		if err != nil {
			return nil, &FileError{Setting: "ca_file", Err: err}
		}
		trust.RootCAs = x509.NewCertPool()
		if !trust.RootCAs.AppendCertsFromPEM(pem) {
			return nil, &FileError{Setting: "ca_file", Err: fmt.Errorf("%s holds no PEM certificate", c.CAFile)}
		}
	}
	if c.CertFile != "" {
		pair, err := tls.LoadX509KeyPair(c.CertFile, c.KeyFile)
		if err != nil {
			return nil, &FileError{Setting: "client_cert", Err: err}
		}
		trust.Certificates = []tls.Certificate{pair}
	}
	return trust, nil
}

// FileError is a local file that a setting names and that cannot be used.
type FileError struct {
	Setting string
	Err     error
}

func (e *FileError) Error() string {
	return e.Err.Error()
}

func (e *FileError) Unwrap() error {
	return e.Err
}
