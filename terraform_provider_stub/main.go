// SPDX-License-Identifier: Apache-2.0

// Command terraform-provider-hvcr serves the provider to Terraform and OpenTofu.
package main

import (
	"context"
	"flag"
	"log"
	"os"
	"runtime/debug"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/hvcr/terraform-provider-hvcr/internal/provider"
)

// version is set by the release build.
var version = "dev"

func main() {
	attach := flag.Bool("debug", false, "serve until stopped, for a debugger: prints what to set TF_REATTACH_PROVIDERS to")
	flag.Parse()
	quiet()
	// A provider lives for the seconds of a run: memory is cheaper than looking for garbage again and again.
	debug.SetGCPercent(400)
	err := providerserver.Serve(context.Background(), provider.New(version), providerserver.ServeOpts{
		Address: "registry.terraform.io/hvcr/hvcr",
		Debug:   *attach,
	})
	if err != nil {
		log.Fatal(err)
	}
}

// quiet keeps the SDK from writing what nobody reads. Without a level it writes a line about every step of every
// attribute, which Terraform takes in, parses and throws away unless logging is on: half of what a plan of many resources costs.
func quiet() {
	for _, variable := range os.Environ() {
		if strings.HasPrefix(variable, "TF_LOG") {
			return // Somebody wants to see something; the levels are his.
		}
	}
	for _, part := range []string{"SDK", "SDK_PROTO", "SDK_FRAMEWORK", "PROVIDER"} {
		if err := os.Setenv("TF_LOG_"+part, "ERROR"); err != nil {
			log.Print(err)
		}
	}
}
