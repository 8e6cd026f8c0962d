// SPDX-License-Identifier: Apache-2.0

package provider

import (
	"errors"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hvcr/terraform-provider-hvcr/internal/agent"
	"github.com/hvcr/terraform-provider-hvcr/internal/rpc"
	"github.com/hvcr/terraform-provider-hvcr/internal/session"
)

const (
	defaultRequestTimeout = 60 * time.Second
	defaultConcurrent     = 4
	defaultRetries        = 3
)

// session makes the client, or postpones it while a value is unknown.
func (m model) session(userAgent string, to *diag.Diagnostics) *session.Session {
	if m.unknown() {
		return session.Postponed()
	}
	config := rpc.Config{
		URLs:           m.urls(to),
		Token:          m.token(),
		CAFile:         either(m.CAFile, "HVCR_CA_FILE"),
		CertFile:       either(m.ClientCert, "HVCR_CLIENT_CERT"),
		KeyFile:        either(m.ClientKey, "HVCR_CLIENT_KEY"),
		ServerName:     either(m.TLSServerName, "HVCR_TLS_SERVER_NAME"),
		RequestTimeout: m.timeout(to),
		MaxConcurrent:  count(m.MaxConcurrentRequests, "max_concurrent_requests", 1, defaultConcurrent, to),
		MaxRetries:     count(m.MaxRetries, "max_retries", 0, defaultRetries, to),
		UserAgent:      userAgent,
	}
	if to.HasError() {
		return nil
	}
	client, err := rpc.New(config)
	if err != nil {
		reportUnusable(err, to)
		return nil
	}
	return session.New(agent.New(client, either(m.ExpectCluster, "HVCR_EXPECT_CLUSTER")))
}

func (m model) unknown() bool {
	values := []attr.Value{
		m.URL, m.Token, m.TokenFile, m.CAFile, m.ClientCert, m.ClientKey, m.TLSServerName, m.ExpectCluster,
		m.RequestTimeout, m.MaxConcurrentRequests, m.MaxRetries,
	}
	for _, value := range values {
		if value.IsUnknown() {
			return true
		}
	}
	return m.URL.IsUnderlyingValueUnknown() || hasUnknown(m.URL.UnderlyingValue())
}

func hasUnknown(value attr.Value) bool {
	for _, element := range elements(value) {
		if element.IsUnknown() {
			return true
		}
	}
	return false
}

// elements of whatever a caller writes as several values: a tuple in the usual case.
func elements(value attr.Value) []attr.Value {
	switch several := value.(type) {
	case types.Tuple:
		return several.Elements()
	case types.List:
		return several.Elements()
	case types.Set:
		return several.Elements()
	default:
		return nil
	}
}

func (m model) urls(to *diag.Diagnostics) []string {
	at := path.Root("url")
	urls := texts(m.URL.UnderlyingValue())
	if m.URL.IsNull() {
		urls = strings.FieldsFunc(os.Getenv("HVCR_URL"), func(r rune) bool { return r == ',' || r == ' ' })
		if len(urls) == 0 {
			to.AddAttributeError(at, "No agent is named",
				"Give url, such as \"https://hv01.example:8443\", or set HVCR_URL.")
			return nil
		}
	}
	if len(urls) == 0 {
		to.AddAttributeError(at, "The url is not usable",
			"Give the URL of an agent as a text, or a list of such texts.")
	}
	for _, url := range urls {
		if _, err := rpc.ParseURL(url); err != nil {
			to.AddAttributeError(at, "The url is not usable", err.Error())
		}
	}
	return urls
}

func texts(value attr.Value) []string {
	if text, ok := value.(types.String); ok {
		return []string{text.ValueString()}
	}
	var all []string
	for _, element := range elements(value) {
		text, ok := element.(types.String)
		if !ok || text.IsNull() {
			return nil
		}
		all = append(all, text.ValueString())
	}
	return all
}

// token: what the block says beats the environment, whichever of the two forms it uses.
func (m model) token() rpc.TokenSource {
	switch {
	case m.Token.ValueString() != "":
		return rpc.StaticToken(m.Token.ValueString())
	case m.TokenFile.ValueString() != "":
		return rpc.FileToken(m.TokenFile.ValueString())
	case os.Getenv("HVCR_TOKEN") != "":
		return rpc.StaticToken(os.Getenv("HVCR_TOKEN"))
	case os.Getenv("HVCR_TOKEN_FILE") != "":
		return rpc.FileToken(os.Getenv("HVCR_TOKEN_FILE"))
	default:
		return nil
	}
}

func (m model) timeout(to *diag.Diagnostics) time.Duration {
	text := either(m.RequestTimeout, "HVCR_REQUEST_TIMEOUT")
	if text == "" {
		return defaultRequestTimeout
	}
	timeout, err := time.ParseDuration(text)
	if err != nil || timeout <= 0 {
		to.AddAttributeError(path.Root("request_timeout"), "Not a duration",
			strconv.Quote(text)+" is not a positive duration such as \"60s\".")
	}
	return timeout
}

func count(value types.Int64, name string, least, preset int, to *diag.Diagnostics) int {
	if !value.IsNull() {
		return int(value.ValueInt64())
	}
	variable := "HVCR_" + strings.ToUpper(name)
	text := os.Getenv(variable)
	if text == "" {
		return preset
	}
	number, err := strconv.Atoi(text)
	if err != nil || number < least {
		to.AddAttributeError(path.Root(name), "Not a number",
			variable+" is "+strconv.Quote(text)+"; expected a whole number of at least "+strconv.Itoa(least)+".")
	}
	return number
}

func either(value types.String, variable string) string {
	if !value.IsNull() {
		return value.ValueString()
	}
	return os.Getenv(variable)
}

func reportUnusable(err error, to *diag.Diagnostics) {
	var file *rpc.FileError
	if errors.As(err, &file) {
		to.AddAttributeError(path.Root(file.Setting), "The file is not usable", err.Error())
		return
	}
	to.AddError("The provider block is not usable", err.Error())
}
