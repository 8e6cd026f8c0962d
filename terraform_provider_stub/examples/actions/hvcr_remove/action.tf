action "hvcr_remove" "leftover" {
  config {
    collection  = "sql-fci"
    acknowledge = "irreversible"
  }
}
