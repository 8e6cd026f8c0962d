terraform {
  required_version = ">= 1.14"
  required_providers {
    hvcr = {
      source = "hvcr/hvcr"
    }
  }
}

# The recovery site: HVCR_URL, HVCR_TOKEN_FILE and HVCR_CA_FILE.
provider "hvcr" {}

variable "collection" {
  description = "A collection that replicates to this site."
  type        = string
  default     = "print"
}

# terraform apply -invoke=action.hvcr_test_failover.drill
action "hvcr_test_failover" "drill" {
  config {
    collection = var.collection
  }
}

# terraform apply -invoke=action.hvcr_test_failover_cleanup.drill
action "hvcr_test_failover_cleanup" "drill" {
  config {
    collection = var.collection
  }
}

data "hvcr_collection_replication" "replica" {
  collection = var.collection
}

output "test_collection" {
  value = data.hvcr_collection_replication.replica.test_collection_id
}
