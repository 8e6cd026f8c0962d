action "hvcr_planned_failover_prepare" "sql" {
  config {
    collection = "sql-fci"
  }
}
