// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.ObjectPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Object paths as a host writes them (contract 4.5). */
final class HostPaths {

    static final String COLLECTION_KEY = "CollectionID";
    static final String INSTANCE_KEY = "InstanceID";

    private HostPaths() {}

    static String collection(String node, CollectionRow row) {
        String className = row.collectionKind() == HostCollection.Kind.MANAGEMENT
                ? ObjectPath.MANAGEMENT_COLLECTION_CLASS
                : ObjectPath.COLLECTION_CLASS;
        return ObjectPath.inCluster(node, className, COLLECTION_KEY, row.id().value())
                .text();
    }

    static String point(String node, CollectionId collection, String pointId) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put(COLLECTION_KEY, collection.value());
        keys.put(INSTANCE_KEY, pointId);
        return new ObjectPath(node, ObjectPath.CLUSTER_NAMESPACE, ObjectPath.RECOVERY_POINT_CLASS, keys).text();
    }

    static String job(JobRow job) {
        return ObjectPath.inCluster(job.node(), ObjectPath.JOB_CLASS, INSTANCE_KEY, job.id())
                .text();
    }

    /** The id of the job that a path names. */
    static Optional<String> jobId(String path) {
        return ObjectPath.parse(path)
                .filter(parsed -> parsed.isClass(ObjectPath.JOB_CLASS))
                .flatMap(parsed -> parsed.key(INSTANCE_KEY));
    }
}
