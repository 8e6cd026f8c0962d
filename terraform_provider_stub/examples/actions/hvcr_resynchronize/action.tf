action "hvcr_resynchronize" "sql" {
  config {
    collection        = "sql-fci"
    include_suspended = true
    acknowledge       = "irreversible"
  }
}
