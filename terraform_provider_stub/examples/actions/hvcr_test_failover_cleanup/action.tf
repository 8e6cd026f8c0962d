action "hvcr_test_failover_cleanup" "sql" {
  config {
    collection = "sql-fci"
  }
}
