action "hvcr_resynchronize_cancel" "sql" {
  config {
    collection = "sql-fci"
  }
}
