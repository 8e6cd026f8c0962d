data "hvcr_collections" "sql" {
  name = "sql-*"
  mode = "primary"
}

output "states" {
  value = { for c in data.hvcr_collections.sql.collections : c.name => c.replication_state.name }
}
