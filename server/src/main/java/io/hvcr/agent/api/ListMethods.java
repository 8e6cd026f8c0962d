// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import static io.hvcr.agent.api.Docs.MAX_NAME;
import static io.hvcr.agent.api.Docs.MAX_PAGE;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.json.Default;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.Range;
import io.hvcr.agent.json.WriteNull;
import io.hvcr.agent.replication.Observer;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code collection.list} and {@code recoveryPoint.list} (design 3.2). */
final class ListMethods {

    private final Observer observer;

    ListMethods(Observer observer) {
        this.observer = observer;
    }

    /** The params of {@code collection.list}. */
    record CollectionQuery(
            @Doc("Which collections; all when null or absent") @Nullable
            CollectionNames filter,

            @Doc(Docs.LIMIT) @Range(min = 1, max = MAX_PAGE) @Default("100")
            int limit,

            @Doc(Docs.CURSOR) @Range(min = 1, max = 1_024) @Nullable
            String cursor) {}

    /** Which collections. */
    @Doc("Those that fit every member")
    record CollectionNames(
            @Doc("A pattern of the name: * for any characters, ? for one; without regard to case")
            @Range(min = 1, max = MAX_NAME)
            @Nullable
            String name) {}

    /** What {@code collection.list} answers. */
    record Collections(
            @Doc("The collections of this page, by name") List<Entry> items,
            @Doc(Pages.NEXT) @WriteNull @Nullable String next) {}

    /** A collection of the cluster, whether it is replicated or not. */
    @Doc("A collection of the cluster, whether it is replicated or not")
    record Entry(
            @Doc("The collection") CollectionRef collection,

            @Doc("virtualSystems, or management: a group of groups, which cannot be replicated")
            HostCollection.Kind kind,

            @Doc("none, primary, recovery or test") Side side,
            @Doc("ReplicationMode") CollectionMode mode,
            @Doc("ReplicationState") CollectionState state) {}

    Collections collections(CollectionQuery query) {
        Predicate<String> wanted = query.filter() == null || query.filter().name() == null
                ? any -> true
                : CollectionFilter.glob(query.filter().name());
        List<HostCollection> fitting = observer.collections().stream()
                .filter(c -> wanted.test(c.ref().name()))
                .toList();
        Pages.Cut<HostCollection> page = Pages.cut(fitting, HostCollection::ref, query.limit(), query.cursor());
        return new Collections(
                page.items().stream()
                        .map(c -> new Entry(c.ref(), c.kind(), c.side(), c.mode(), c.state()))
                        .toList(),
                page.next());
    }

    /** The params of {@code recoveryPoint.list}. */
    record PointQuery(
            @Doc(Docs.COLLECTION) @Range(min = 1, max = MAX_NAME)
            String collection,

            @Doc("Which recovery points; all when null or absent") @Nullable
            PointFilter filter,

            @Doc(Docs.LIMIT) @Range(min = 1, max = MAX_PAGE) @Default("100")
            int limit,

            @Doc(Docs.CURSOR) @Range(min = 1, max = 1_024) @Nullable
            String cursor) {}

    /** Which recovery points. */
    @Doc("Those that fit every member")
    record PointFilter(
            @Doc(
                    "The consistency: its number or its name, 1 Application consistent, 2 Crash consistent, 3 Group crash consistent")
            @Nullable
            ConsistencyLevel consistency) {}

    /** What {@code recoveryPoint.list} answers. */
    record Points(
            @Doc("The collection") CollectionRef collection,

            @Doc("The recovery points of this page, oldest first")
            List<RecoveryPointAnswer> items,

            @Doc(Pages.NEXT) @WriteNull @Nullable String next) {}

    Points recoveryPoints(PointQuery query) {
        CollectionRef collection = observer.resolve(query.collection()).ref();
        List<RecoveryPoint> all = observer.recoveryPoints(collection.id().value());
        List<RecoveryPoint> fitting = all.stream()
                .filter(p -> query.filter() == null
                        || query.filter().consistency() == null
                        || query.filter().consistency().equals(p.consistency()))
                .toList();
        int from = Pages.offset(query.cursor(), fitting, RecoveryPoint::id);
        List<RecoveryPoint> page =
                fitting.stream().skip(from).limit(query.limit()).toList();
        boolean more = from + page.size() < fitting.size();
        return new Points(
                collection,
                page.stream().map(RecoveryPointAnswer::of).toList(),
                more ? page.getLast().id() : null);
    }
}
