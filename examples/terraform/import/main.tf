terraform {
  required_version = ">= 1.11"
  required_providers {
    hvcr = {
      source = "hvcr/hvcr"
    }
  }
}

# Agent, token and certificate come from HVCR_URL, HVCR_TOKEN_FILE and HVCR_CA_FILE.
provider "hvcr" {}

variable "cluster" {
  description = "The name of the cluster that answers."
  type        = string
}

import {
  to = hvcr_collection_replication.print
  id = "${var.cluster}/print"
}

# What is not declared is left as it is. `terraform plan -generate-config-out=print.tf` would write all of it.
resource "hvcr_collection_replication" "print" {
  collection = "print"
}
