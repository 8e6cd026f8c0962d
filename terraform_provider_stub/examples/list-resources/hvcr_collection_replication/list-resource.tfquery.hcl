list "hvcr_collection_replication" "sent" {
  provider         = hvcr
  include_resource = true

  config {
    mode = "primary"
  }
}
