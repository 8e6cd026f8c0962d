action "hvcr_initial_replication_cancel" "sql" {
  config {
    collection = "sql-fci"
  }
}
