// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.ReplicationMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Injections that wait for a call, as the mishaps that they become. */
final class MishapReader {

    private MishapReader() {}

    static Mishap of(Scene scene, Injection.JobFailure injection) {
        List<String> texts = injection.texts();
        return new Mishap.JobEnds(
                target(scene, injection.site(), injection.collection(), injection.method()),
                injection.ending(),
                injection.errorCode(),
                texts == null ? List.of(injection.failure().described()) : texts);
    }

    static Mishap of(Scene scene, Injection.Fault injection) {
        return new Mishap.Faults(
                target(scene, injection.site(), injection.collection(), injection.method()),
                injection.operation(),
                injection.fault(),
                injection.tookEffect(),
                injection.hresult(),
                injection.text(),
                injection.ownerNode(),
                injection.delayMilliseconds());
    }

    /** Whom it is going to hit: the collection is looked for now, on the site that is named or on either. */
    static Mishap.Target target(
            Scene scene, @Nullable Site site, @Nullable String collection, @Nullable ReplicationMethod method) {
        CollectionId id = collection == null
                ? null
                : Injector.find(scene, site == null ? Site.PRIMARY : site, collection)
                        .id();
        return new Mishap.Target(site, id, method);
    }
}
