// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import static io.hvcr.agent.api.Docs.MAX_KEY;
import static io.hvcr.agent.api.Docs.MAX_NAME;
import static io.hvcr.agent.api.Docs.MAX_PAGE;
import static io.hvcr.agent.api.Docs.MAX_WAIT_SECONDS;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.Need;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.json.Default;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.JsonName;
import io.hvcr.agent.json.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The params of the declarative methods {@code replication.*} (design 3.2). */
final class ReplicationRequests {

    static final String STATE =
            "The wanted state: enabled (at least a relationship), replicating, suspended or absent (this"
                    + " side only). Null or absent leaves it as it is";
    static final String SETTINGS = "The wanted settings; null or absent leaves them as they are";
    static final String START = "How to start the first copy; it counts only when the plan starts one. Null or absent"
            + " starts over the network at once";
    static final String ALLOW = "What the plan may throw away: reseed, discardRecoveryPoints";

    private ReplicationRequests() {}

    /** {@code replication.get}. */
    record Get(
            @Doc(Docs.COLLECTION) @Range(min = 1, max = MAX_NAME)
            String collection,

            @Doc(
                    "The parts to answer: settings, jobs, members, statistics, healthIssues, recoveryPoints, testCollection. All when"
                            + " null or absent; an empty list answers collection and state alone")
            @Nullable
            List<Part> include) {}

    /** A part of an observation. */
    enum Part {
        SETTINGS,
        JOBS,
        MEMBERS,
        STATISTICS,
        HEALTH_ISSUES,
        RECOVERY_POINTS,
        TEST_COLLECTION
    }

    /** {@code replication.list}. */
    record ListAll(
            @Doc("Which collections; all when null or absent") @Nullable
            Filter filter,

            @Doc(Docs.LIMIT) @Range(min = 1, max = MAX_PAGE) @Default("100")
            int limit,

            @Doc(Docs.CURSOR) @Range(min = 1, max = 1_024) @Nullable
            String cursor) {}

    /** Which collections: those that fit every member. */
    @Doc("Those that fit every member")
    record Filter(
            @Doc("A pattern of the name: * for any characters, ? for one; without regard to case")
            @Range(min = 1, max = MAX_NAME)
            @Nullable
            String name,

            @Doc("The mode: its number or its name, 0 None, 1 Primary, 2 Replica, 3 Test Replica") @Nullable
            CollectionMode mode,

            @Doc("The state: its number or its name, such as 3 or Replicating") @Nullable
            CollectionState state,

            @Doc("The health: its number or its name, 0 Not applicable, 1 Ok, 2 Warning, 3 Critical") @Nullable
            ReplicationHealth health) {}

    /** {@code replication.plan}. */
    record Plan(
            @Doc(Docs.COLLECTION) @Range(min = 1, max = MAX_NAME)
            String collection,

            @Doc(STATE) @Nullable DesiredState state,
            @Doc(SETTINGS) @Nullable DocumentSettings settings,
            @Doc(START) Document.@Nullable Start initialReplication,
            @Doc(ALLOW) @Default("[]") List<Need> allow,

            @Doc(Docs.EXPECT_CLUSTER) @Range(min = 1, max = MAX_NAME) @Nullable
            String expectCluster) {}

    /** {@code replication.apply}. */
    record Apply(
            @Doc(Docs.COLLECTION) @Range(min = 1, max = MAX_NAME)
            String collection,

            @Doc(STATE) @Nullable DesiredState state,
            @Doc(SETTINGS) @Nullable DocumentSettings settings,
            @Doc(START) Document.@Nullable Start initialReplication,
            @Doc(ALLOW) @Default("[]") List<Need> allow,

            @Doc(Docs.EXPECT_CLUSTER) @Range(min = 1, max = MAX_NAME) @Nullable
            String expectCluster,

            @Doc(Docs.WAIT) @JsonName("wait") @Nullable WaitFor waitFor,

            @Doc(Docs.TIMEOUT) @Range(min = 0, max = MAX_WAIT_SECONDS) @Default("30")
            int timeoutSeconds,

            @Doc(Docs.IDEMPOTENCY_KEY) @Range(min = 1, max = MAX_KEY) @Nullable
            String idempotencyKey,

            @Doc(
                    "The digest of the plan that was shown: if the plan is another one by now, nothing is done (plan_changed)")
            @Range(min = 1, max = 128)
            @Nullable
            String planDigest) {

        Plan plan() {
            return new Plan(collection, state, settings, initialReplication, allow, expectCluster);
        }
    }

    /** {@code replication.check}. */
    record Check(
            @Doc(Docs.COLLECTION) @Range(min = 1, max = MAX_NAME)
            String collection,

            @Doc("The method that is asked about, with or without hyperv.")
            ReplicationMethod operation) {}
}
