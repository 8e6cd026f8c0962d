terraform {
  required_version = ">= 1.11"
  required_providers {
    hvcr = {
      source = "hvcr/hvcr"
    }
  }
}

variable "primary" {
  description = "How to reach an agent of the primary cluster."
  type        = object({ url = string, token_file = string, ca_file = string })
}

variable "recovery" {
  description = "How to reach an agent of the recovery cluster."
  type        = object({ url = string, token_file = string, ca_file = string })
}

provider "hvcr" {
  alias      = "primary"
  url        = var.primary.url
  token_file = var.primary.token_file
  ca_file    = var.primary.ca_file
}

provider "hvcr" {
  alias      = "recovery"
  url        = var.recovery.url
  token_file = var.recovery.token_file
  ca_file    = var.recovery.ca_file
}

resource "hvcr_collection_replication" "sql" {
  provider   = hvcr.primary
  collection = "sql-fci"

  settings = {
    replica_server_name = "broker.recovery.example"
    authentication_type = "kerberos"
  }
}

# The recovery side is only looked at: it belongs to the replication of the primary side.
data "hvcr_collection_replication" "replica" {
  provider   = hvcr.recovery
  collection = hvcr_collection_replication.sql.collection_id
}

data "hvcr_recovery_points" "replica" {
  provider   = hvcr.recovery
  collection = hvcr_collection_replication.sql.collection_id
}


output "primary" {
  value = "${hvcr_collection_replication.sql.cluster}: ${hvcr_collection_replication.sql.mode.name}"
}

output "recovery" {
  value = "${data.hvcr_collection_replication.replica.cluster}: ${data.hvcr_collection_replication.replica.mode.name}"
}

output "recovery_points" {
  value = data.hvcr_recovery_points.replica.recovery_points[*].created_at
}
