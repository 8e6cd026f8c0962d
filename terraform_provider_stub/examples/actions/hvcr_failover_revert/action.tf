action "hvcr_failover_revert" "sql" {
  config {
    collection  = "sql-fci"
    acknowledge = "irreversible"
  }
}
