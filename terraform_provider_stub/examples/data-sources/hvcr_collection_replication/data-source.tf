data "hvcr_collection_replication" "sql" {
  collection = "sql-fci"
}

# Health is watched here: in the resource it would change with every refresh.
check "sql_replication_is_healthy" {
  assert {
    condition     = try(data.hvcr_collection_replication.sql.health.number, 0) <= 1
    error_message = join("\n", data.hvcr_collection_replication.sql.health_issues)
  }
}
