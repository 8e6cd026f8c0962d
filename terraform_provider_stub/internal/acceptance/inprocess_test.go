// SPDX-License-Identifier: Apache-2.0

package acceptance

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/hvcr/terraform-provider-hvcr/internal/provider"
	"github.com/hvcr/terraform-provider-hvcr/internal/testing/cli"
)

func inProcessCollections() []object {
	return []object{collection("inside")}
}

// TestInProcess runs the provider inside the test, under the checks of terraform-plugin-testing: it plans before and
// after every step, refreshes in between, imports and compares, and destroys in the end.
func TestInProcess(t *testing.T) {
	s := shared(t)
	cli.Newest(t, func(t *testing.T, c cli.CLI) {
		t.Setenv("TF_ACC", "1")
		t.Setenv("TF_ACC_TERRAFORM_PATH", c.Path)
		for name, value := range environment(s.primary) {
			t.Setenv(name, value)
		}
		const it = "hvcr_collection_replication.inside"
		config := func(more string) string {
			return fmt.Sprintf(`
resource "hvcr_collection_replication" "inside" {
  collection = "inside"
  settings = {
    replica_server_name = "broker.recovery.example"
    authentication_type = "kerberos"
    recovery_history    = 4
  }
  wait = "synchronized"
  %s
}`, more)
		}
		var info struct{ Cluster struct{ Name string } }
		s.primary.Must("agent.info", object{}, &info)
		resource.Test(t, resource.TestCase{
			ProtoV6ProviderFactories: map[string]func() (tfprotov6.ProviderServer, error){
				"hvcr": providerserver.NewProtocol6WithError(provider.New("test")()),
			},
			Steps: []resource.TestStep{
				{
					Config: config(""),
					ConfigStateChecks: []statecheck.StateCheck{
						statecheck.ExpectKnownValue(it, tfjsonpath.New("replication_state").AtMapKey("number"), knownvalue.Int64Exact(3)),
						statecheck.ExpectKnownValue(it, tfjsonpath.New("wait"), knownvalue.Null()),
						statecheck.ExpectIdentityValueMatchesState(it, tfjsonpath.New("collection_id")),
						statecheck.ExpectIdentityValue(it, tfjsonpath.New("cluster"), knownvalue.StringExact(info.Cluster.Name)),
					},
				},
				{ResourceName: it, ImportState: true, ImportStateId: info.Cluster.Name + "/inside", ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "collection_id"},
				{ResourceName: it, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
				{
					Config: config(`state = "suspended"`),
					ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
						plancheck.ExpectResourceAction(it, plancheck.ResourceActionUpdate),
					}},
				},
				{
					Config:           config(`deletion_protection = false`),
					ConfigPlanChecks: resource.ConfigPlanChecks{PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
				},
			},
		})
	})
}
