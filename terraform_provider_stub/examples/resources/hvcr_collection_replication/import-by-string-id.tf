import {
  to = hvcr_collection_replication.sql
  id = "primary/7d0a5f3e-5b1c-4b6f-9b1e-0c7c3c1e2a11"
}
