terraform {
  required_providers {
    hvcr = { source = "hvcr/hvcr" }
  }
}

variable "primary" {
  type = object({ url = string, token_file = string, ca_file = string })
}

variable "recovery" {
  type = object({ url = string, token_file = string, ca_file = string })
}

provider "hvcr" {
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

data "hvcr_agent" "primary" {}

data "hvcr_agent" "recovery" {
  provider = hvcr.recovery
}

data "hvcr_collection_replication" "primary" {
  collection = "seen-a"
}

data "hvcr_collection_replication" "recovery" {
  provider   = hvcr.recovery
  collection = data.hvcr_collection_replication.primary.collection_id
}

data "hvcr_collections" "primary" {
  name = "seen-*"
}

data "hvcr_collections" "recovery" {
  provider = hvcr.recovery
  name     = "seen-*"
  mode     = "replica"
}

data "hvcr_recovery_points" "recovery" {
  provider   = hvcr.recovery
  collection = "seen-a"
}

output "agents" {
  value = [
    data.hvcr_agent.primary.site, data.hvcr_agent.primary.backend,
    data.hvcr_agent.recovery.site, data.hvcr_agent.recovery.backend,
  ]
}

output "sides" {
  value = [data.hvcr_collection_replication.primary.side, data.hvcr_collection_replication.recovery.side]
}

output "states" {
  value = [
    data.hvcr_collection_replication.primary.replication_state.name,
    data.hvcr_collection_replication.recovery.replication_state.name,
  ]
}

output "found" {
  value = sort(data.hvcr_collections.primary.collections[*].name)
}

output "replicas" {
  value = sort(data.hvcr_collections.recovery.collections[*].name)
}

output "has_points" {
  value = length(data.hvcr_recovery_points.recovery.recovery_points) > 0
}

output "members" {
  value = sort(data.hvcr_collection_replication.primary.members[*].name)
}

output "broker" {
  value = data.hvcr_agent.recovery.broker
}

output "unmet" {
  value = [for check in data.hvcr_agent.primary.preflight : check.title if check.status == "fail"]
}

check "prerequisites_are_told" {
  assert {
    condition     = length(data.hvcr_agent.primary.preflight) > 5
    error_message = "the agent tells too few prerequisites"
  }
}
