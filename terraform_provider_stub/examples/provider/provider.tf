terraform {
  required_providers {
    hvcr = {
      source = "hvcr/hvcr"
    }
  }
}

variable "token" {
  type      = string
  ephemeral = true # stored in no state and no plan
}

# One provider block per cluster; several agents of a cluster may be named.
provider "hvcr" {
  url            = ["https://hv01.primary.example:8443", "https://hv02.primary.example:8443"]
  token          = var.token
  ca_file        = "${path.root}/primary-ca.pem"
  expect_cluster = "primary"
}

# The other site takes its token from a file.
provider "hvcr" {
  alias          = "recovery"
  url            = "https://hv01.recovery.example:8443"
  token_file     = "${path.root}/recovery.token"
  ca_file        = "${path.root}/recovery-ca.pem"
  expect_cluster = "recovery"
}
