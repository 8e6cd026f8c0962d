terraform {
  required_version = ">= 1.14"
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

variable "collection" {
  description = "A collection that replicates and whose virtual machines are off."
  type        = string
}

# Each step needs only the site it acts on. From the second one on, the plan can only warn: what comes before it in this same
# run makes it valid.
action "hvcr_planned_failover_prepare" "move" {
  provider = hvcr.primary
  config {
    collection = var.collection
  }
}

action "hvcr_failover" "move" {
  provider = hvcr.recovery
  config {
    collection = var.collection
    plan_check = "warn"
  }
}

action "hvcr_failover_commit" "move" {
  provider = hvcr.recovery
  config {
    collection  = var.collection
    acknowledge = "irreversible"
    plan_check  = "warn"
  }
}

action "hvcr_reverse" "move" {
  provider = hvcr.recovery
  config {
    collection = var.collection
    plan_check = "warn"
  }
}

resource "terraform_data" "move" {
  input = var.collection

  lifecycle {
    action_trigger {
      events = [after_create]
      actions = [
        action.hvcr_planned_failover_prepare.move,
        action.hvcr_failover.move,
        action.hvcr_failover_commit.move,
        action.hvcr_reverse.move,
      ]
    }
  }
}
