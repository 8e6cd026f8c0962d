// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import java.util.List;

/** The declarative methods as they are published (design 3.2). */
final class DeclarativeCatalog {

    private DeclarativeCatalog() {}

    static List<ApiMethod<?, ?>> methods(
            ReplicationMethods replication, OperationMethods operations, ListMethods lists, AgentMethods agent) {
        return List.of(
                ApiMethod.reading(
                        "replication.get",
                        "Shows one collection as it is",
                        "Mode, state, health, settings, members, statistics, recovery points. After an export the warnings hold"
                                + " the import line for each member that still waits.",
                        ReplicationRequests.Get.class,
                        ObservedAnswer.class,
                        (scope, request) -> replication.get(request)),
                ApiMethod.reading(
                        "replication.list",
                        "Shows all collections as they are, in pages",
                        "Health comes from a cache; healthAgeSeconds says how old it is. Groups of groups are left out:"
                                + " collection.list has them.",
                        ReplicationRequests.ListAll.class,
                        Pages.Observations.class,
                        (scope, request) -> replication.list(request)),
                ApiMethod.reading(
                        "replication.plan",
                        "Says what apply would do about a desired document",
                        "Never calls a method that changes something. `digest` stands for the plan: apply with it as `planDigest`"
                                + " carries out this plan or none.",
                        ReplicationRequests.Plan.class,
                        PlanAnswer.class,
                        (scope, request) -> replication.plan(request)),
                ApiMethod.changing(
                        "replication.apply",
                        "Brings a collection to its desired document",
                        "Plans afresh under the collection's lock and carries out exactly that plan. A second apply of the same"
                                + " document calls nothing and answers `changed` false. What a plan throws away has to be allowed.",
                        ReplicationRequests.Apply.class,
                        OperationAnswer.class,
                        replication::apply),
                ApiMethod.reading(
                        "replication.check",
                        "Says whether a host method would be taken now, and why not",
                        "Answers from the transition table and what can be seen of the collection; calls nothing that changes"
                                + " something.",
                        ReplicationRequests.Check.class,
                        CheckAnswer.class,
                        (scope, request) -> replication.check(request)),
                ApiMethod.reading(
                        "operation.get",
                        "Shows one operation",
                        "The journal's record of a changing call: its steps, what the host answered, how it ended.",
                        OperationRequests.One.class,
                        OperationAnswer.class,
                        (scope, request) -> operations.get(request)),
                ApiMethod.reading(
                        "operation.list",
                        "Shows operations, newest first, in pages",
                        "Those of this agent's own journal: another node has another.",
                        OperationRequests.ListAll.class,
                        Pages.OperationList.class,
                        (scope, request) -> operations.list(request)),
                ApiMethod.reading(
                        "operation.wait",
                        "Waits until one of several operations ends",
                        "Answers all of them as soon as one has ended or the time is over. Within a batch it answers at once.",
                        OperationRequests.Wait.class,
                        Pages.Waited.class,
                        operations::await),
                ApiMethod.changing(
                        "operation.cancel",
                        "Starts no further step of an operation",
                        "Leaves a running job of the host alone; the warning names the method that would stop it.",
                        OperationRequests.One.class,
                        OperationAnswer.class,
                        (scope, request) -> operations.cancel(request)),
                ApiMethod.reading(
                        "recoveryPoint.list",
                        "Shows a collection's recovery points, oldest first, in pages",
                        "The recovery side has them; on the primary side the list is empty.",
                        ListMethods.PointQuery.class,
                        ListMethods.Points.class,
                        (scope, request) -> lists.recoveryPoints(request)),
                ApiMethod.reading(
                        "collection.list",
                        "Shows all collections of the cluster, in pages",
                        "Groups of groups and test collections too, which cannot be replicated.",
                        ListMethods.CollectionQuery.class,
                        ListMethods.Collections.class,
                        (scope, request) -> lists.collections(request)),
                ApiMethod.reading(
                        "agent.info",
                        "Says who answers",
                        "Version, backend, site, cluster, node and the host's clock.",
                        AgentMethods.Nothing.class,
                        AgentMethods.Info.class,
                        (scope, request) -> agent.info()),
                ApiMethod.reading(
                        "agent.limits",
                        "Says which limits are in force",
                        "Sizes, counts and times; what exceeds them is refused.",
                        AgentMethods.Nothing.class,
                        AgentLimits.class,
                        (scope, request) -> agent.limits()),
                ApiMethod.reading(
                        "agent.preflight",
                        "Says which prerequisites of collection replication hold on this host",
                        "Pass, fail or not checkable, with what was seen and what to do. Reads only.",
                        AgentMethods.Nothing.class,
                        AgentMethods.Preflight.class,
                        (scope, request) -> agent.preflight()));
    }
}
