# After a planned preparation on the primary side.
action "hvcr_failover" "planned" {
  config {
    collection = "sql-fci"
  }
}

# The primary side is dead: to the newest application-consistent point.
action "hvcr_failover" "unplanned" {
  config {
    collection                = "sql-fci"
    collection_recovery_point = { latest = "applicationConsistent" }
    acknowledge               = "unplanned"
  }
}
