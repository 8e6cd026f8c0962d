action "hvcr_reverse" "sql" {
  config {
    collection = "sql-fci"
  }
}
