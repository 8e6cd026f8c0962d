resource "hvcr_collection_replication" "sql" {
  collection = "sql-fci"

  settings = {
    replica_server_name         = "broker.recovery.example"
    authentication_type         = "kerberos"
    replication_frequency_sec   = 300
    recovery_history            = 4
    vss_snapshot_frequency_hour = 1
  }
}

# The first copy travels on a disk.
resource "hvcr_collection_replication" "files" {
  collection = "file-cluster"

  settings = {
    replica_server_name    = "broker.recovery.example"
    authentication_type    = "certificate"
    certificate_thumbprint = "0123456789ABCDEF0123456789ABCDEF01234567"
  }

  initial_replication = {
    type            = "export"
    export_location = "C:\\ClusterStorage\\Volume1\\seed"
  }

  wait     = "started"
  timeouts = { create = "2h" }
}
