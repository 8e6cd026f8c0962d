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

locals {
  broker = "broker.recovery.example"
}

# Over the network, at once: the defaults.
resource "hvcr_collection_replication" "sql" {
  collection = "sql-fci"

  settings = {
    replica_server_name         = local.broker
    authentication_type         = "kerberos"
    recovery_history            = 4
    vss_snapshot_frequency_hour = 1
  }
}

# Some of the disks, and not before tomorrow night.
resource "hvcr_collection_replication" "files" {
  collection = "file-cluster"

  settings = {
    replica_server_name               = local.broker
    authentication_type               = "kerberos"
    replication_frequency_sec         = 900
    auto_resynchronize_interval_start = "22:00"
    auto_resynchronize_interval_end   = "05:00"
  }

  initial_replication = {
    type       = "network"
    start_time = timeadd(plantimestamp(), "24h")
  }
}

# The first copy travels on a disk. The agent says which import is still missing.
resource "hvcr_collection_replication" "web" {
  collection = "web-farm"

  settings = {
    replica_server_name    = local.broker
    authentication_type    = "certificate"
    certificate_thumbprint = "0123456789ABCDEF0123456789ABCDEF01234567"
  }

  initial_replication = {
    type            = "export"
    export_location = "C:\\ClusterStorage\\Volume1\\seed"
  }
}

# Health changes by itself; it is watched here and not declared.
data "hvcr_collection_replication" "sql" {
  collection = hvcr_collection_replication.sql.collection_id
}

check "sql_is_not_critical" {
  assert {
    condition     = try(data.hvcr_collection_replication.sql.health.number, 0) < 3
    error_message = join("\n", data.hvcr_collection_replication.sql.health_issues)
  }
}

output "states" {
  value = {
    for replication in [
      hvcr_collection_replication.sql, hvcr_collection_replication.files, hvcr_collection_replication.web,
    ] : replication.collection => replication.replication_state.name
  }
}
