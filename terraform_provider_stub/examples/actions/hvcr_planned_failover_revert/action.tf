action "hvcr_planned_failover_revert" "sql" {
  config {
    collection = "sql-fci"
  }
}
