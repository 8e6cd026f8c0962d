terraform {
  required_version = ">= 1.14"
  required_providers {
    hvcr = {
      source = "hvcr/hvcr"
    }
  }
}

# The recovery site: HVCR_URL, HVCR_TOKEN_FILE and HVCR_CA_FILE. The primary site is dead, so nothing here refers to it or to
# anything that would have to be read from it: literals only.
provider "hvcr" {}

# terraform apply -invoke=action.hvcr_failover.print
action "hvcr_failover" "print" {
  config {
    collection                = "print"
    collection_recovery_point = { latest = "applicationConsistent" }
    acknowledge               = "unplanned"
  }
}

# Not good? Back to replicating, then choose another recovery point.
# terraform apply -invoke=action.hvcr_failover_revert.print
action "hvcr_failover_revert" "print" {
  config {
    collection  = "print"
    acknowledge = "irreversible"
  }
}

# Good? terraform apply -invoke=action.hvcr_failover_commit.print
action "hvcr_failover_commit" "print" {
  config {
    collection  = "print"
    acknowledge = "irreversible"
  }
}
