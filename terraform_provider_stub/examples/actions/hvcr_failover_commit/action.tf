action "hvcr_failover_commit" "sql" {
  config {
    collection  = "sql-fci"
    acknowledge = "irreversible"
  }
}
