data "hvcr_recovery_points" "sql" {
  collection = "sql-fci"
}

output "newest" {
  value = try(reverse(sort(data.hvcr_recovery_points.sql.recovery_points[*].created_at))[0], null)
}
