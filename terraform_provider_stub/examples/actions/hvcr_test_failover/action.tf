action "hvcr_test_failover" "sql" {
  config {
    collection                = "sql-fci"
    collection_recovery_point = { before = "2026-11-23T01:00:00Z" }
  }
}
