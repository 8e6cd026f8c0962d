// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.TransitionTable;
import java.util.ArrayList;
import java.util.List;

/** The {@code hyperv.*} methods as they are published: one for each of the host's 21, in the order of the reference. */
final class HostCatalog {

    private static final String JOURNALLED =
            "\n\nThe call is journalled before the host is called. ReturnValue 0 and 4096 are"
                    + " results; every other return value is an error whose code is that value.";

    private HostCatalog() {}

    static List<ApiMethod<?, ?>> methods(HostMethods host) {
        List<ApiMethod<?, ?>> all = new ArrayList<>();
        for (ReplicationMethod method : ReplicationMethod.values()) {
            all.add(method(method, host));
        }
        return all;
    }

    private static ApiMethod<?, ?> method(ReplicationMethod method, HostMethods host) {
        return switch (method) {
            case CREATE_REPLICATION_RELATIONSHIP, MODIFY_REPLICATION_SETTINGS ->
                called(method, HostRequest.WithSettings.class, host);
            case REVERSE_REPLICATION_RELATIONSHIP -> called(method, HostRequest.Reverse.class, host);
            case START_REPLICATION -> called(method, HostRequest.Start.class, host);
            case RESYNCHRONIZE -> called(method, HostRequest.Resynchronize.class, host);
            case INITIATE_FAILOVER ->
                changing(method, HostRequest.Failover.class, HostCallAnswer.FailedOver.class, host::failOver);
            case TEST_REPLICA_COLLECTION ->
                changing(method, HostRequest.TestReplica.class, HostCallAnswer.TestMade.class, host::test);
            case GET_REPLICATION_STATISTICS ->
                ApiMethod.reading(
                        name(method),
                        HostTexts.summary(method),
                        HostTexts.description(method) + "\n\n" + where(method),
                        HostRequest.Statistics.class,
                        StatisticsAnswer.class,
                        (scope, request) -> host.statistics(request));
            case CANCEL_INITIAL_REPLICATION,
                    SUSPEND_REPLICATION,
                    RESUME_REPLICATION,
                    CANCEL_RESYNCHRONIZE,
                    CANCEL_UPDATE_DISK_SET,
                    INITIATE_PLANNED_FAILOVER,
                    REVERT_PLANNED_FAILOVER,
                    REVERT_FAILOVER,
                    COMMIT_FAILOVER,
                    PREPARE_FOR_REVERSE_REPLICATION,
                    REVERT_TEST_REPLICA_COLLECTION,
                    REMOVE_REPLICATION_RELATIONSHIP,
                    RESET_REPLICATION_STATISTICS -> called(method, HostRequest.Plain.class, host);
        };
    }

    private static <P extends Record & HostRequest> ApiMethod<P, HostCallAnswer.Called> called(
            ReplicationMethod method, Class<P> params, HostMethods host) {
        return changing(
                method, params, HostCallAnswer.Called.class, (scope, request) -> host.call(method, scope, request));
    }

    private static <P extends Record, R extends Record> ApiMethod<P, R> changing(
            ReplicationMethod method, Class<P> params, Class<R> result, ApiMethod.Handler<P, R> handler) {
        return ApiMethod.changing(
                name(method),
                HostTexts.summary(method),
                HostTexts.description(method) + "\n\n" + where(method) + JOURNALLED,
                params,
                result,
                handler);
    }

    private static String name(ReplicationMethod method) {
        return "hyperv." + method.wmiName();
    }

    private static String where(ReplicationMethod method) {
        return "Valid " + TransitionTable.standard().whereValid(method) + ".";
    }
}
