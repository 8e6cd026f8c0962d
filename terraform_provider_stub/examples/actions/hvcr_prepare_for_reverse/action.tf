action "hvcr_prepare_for_reverse" "sql" {
  config {
    collection  = "sql-fci"
    acknowledge = "irreversible"
  }
}
