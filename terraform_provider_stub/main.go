// SPDX-License-Identifier: Apache-2.0

// Command terraform-provider-hvcr serves the provider to Terraform and OpenTofu.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/hvcr/terraform-provider-hvcr/internal/provider"
)

// version is set by the release build.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "serve until stopped, for a debugger: prints what to set TF_REATTACH_PROVIDERS to")
	flag.Parse()
	err := providerserver.Serve(context.Background(), provider.New(version), providerserver.ServeOpts{
		Address: "registry.terraform.io/hvcr/hvcr",
		Debug:   *debug,
	})
	if err != nil {
		log.Fatal(err)
	}
}
