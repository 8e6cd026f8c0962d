// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

/** Descriptions that several members share, so that one thing is explained in one way. */
final class Docs {

    static final String COLLECTION =
            "The collection (PowerShell: VM group): its CollectionID in any case, its object path, or its"
                    + " exact name where only one collection has it";

    static final String WAIT =
            "How long to wait: accepted (journalled, and the first host call answered), started (every step"
                    + " called and its job well ended; a schedule counts) or synchronized (the wanted state is reached and no copy or"
                    + " resynchronization runs). Absent or null: accepted for a host method, started for replication.apply;"
                    + " within a batch only accepted";

    static final String TIMEOUT =
            "Seconds to wait at most, 0 to 30; then the answer says waitSatisfied false and operation.wait"
                    + " goes on";

    static final String IDEMPOTENCY_KEY =
            "A text of the caller's choice, 1 to 128 characters: the same key with the same params is"
                    + " the same operation, however often it is sent; with other params it is refused";

    static final String EXPECT_CLUSTER =
            "The id or the name of the cluster that the caller means; another one refuses with"
                    + " wrong_cluster before anything is done";

    static final String START_TIME =
            "When to start, at most seven days ahead of the host's clock: RFC 3339 with an offset"
                    + " (2026-11-23T01:00:00Z) or a CIM datetime with an offset (20261123010000.000000+000). Null or absent starts now";

    static final String SETTING_DATA =
            "Msvm_CollectionReplicationSettingData as an object of WMI property names; what is absent"
                    + " keeps the host's value. The agent renders the embedded instance";

    static final String RECOVERY_POINT = "The recovery point: its id or object path; null or absent for the latest;"
            + " {\"before\":\"2026-11-23T01:00:00Z\"} for the latest that is older; {\"latest\":\"applicationConsistent\"} for the"
            + " latest of that consistency";

    static final String LIMIT = "Items to answer at most, 1 to 500; 100 when absent";

    static final String CURSOR = "The next of the page before, to go on from there";

    static final String WARNINGS = "What the caller should know although the call was taken";

    static final int MAX_WAIT_SECONDS = 30;
    static final int MAX_KEY = 128;
    static final int MAX_PAGE = 500;
    static final int DEFAULT_PAGE = 100;
    static final int MAX_NAME = 512;

    private Docs() {}
}
