action "hvcr_start_replication" "sql" {
  config {
    collection               = "sql-fci"
    initial_replication_type = "network"
    start_time               = "2026-11-23T01:00:00Z"
  }
}
