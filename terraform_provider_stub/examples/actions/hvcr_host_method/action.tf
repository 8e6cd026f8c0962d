action "hvcr_host_method" "cancel_disk_change" {
  config {
    collection  = "sql-fci"
    method      = "CancelUpdateDiskSet"
    acknowledge = "irreversible"
  }
}
