// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.Texts;
import io.hvcr.agent.replication.Observer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the recovery point that a caller means (design 3.1). */
final class RecoveryPoints {

    private static final String PATH = "CollectionRecoveryPoint";
    private static final int LISTED = 20;

    private final Observer observer;

    RecoveryPoints(Observer observer) {
        this.observer = observer;
    }

    /**
     * A recovery point to call with.
     *
     * @param path what the host is given; null leaves the choice of the latest to it
     * @param point what is known of it; null where there is nothing to list
     */
    record Choice(@Nullable String path, @Nullable RecoveryPoint point) {

        @Nullable
        ChosenPoint at(Instant hostTime) {
            return point == null
                    ? null
                    : new ChosenPoint(
                            point.id(),
                            point.name(),
                            point.createdAt(),
                            point.consistency(),
                            Math.max(
                                    0,
                                    Duration.between(point.createdAt(), hostTime)
                                            .toSeconds()));
        }
    }

    /** @throws ProblemException −32602 {@code unknown_recovery_point} */
    Choice choose(String collection, @Nullable RecoveryPointSelector selector) {
        List<RecoveryPoint> points = observer.recoveryPoints(collection);
        if (selector == null) {
            return new Choice(null, latest(points).orElse(null));
        }
        Optional<RecoveryPoint> found = switch (selector) {
            case RecoveryPointSelector.ByText by ->
                points.stream().filter(p -> isNamed(p, by.text())).findFirst();
            case RecoveryPointSelector.Before before ->
                latest(points.stream()
                        .filter(p -> p.createdAt().isBefore(before.time()))
                        .toList());
            case RecoveryPointSelector.Latest of ->
                latest(points.stream()
                        .filter(p -> p.consistency() == of.consistency())
                        .toList());
        };
        RecoveryPoint point = found.orElseThrow(() -> unknown(collection, selector, points));
        return new Choice(point.path(), point);
    }

    /** What is known of the point that a call was made with, for an answer given again. */
    Choice called(String collection, @Nullable String path) {
        return path == null
                ? new Choice(null, null)
                : new Choice(
                        path,
                        observer.recoveryPoints(collection).stream()
                                .filter(p -> p.path().equals(path))
                                .findFirst()
                                .orElse(null));
    }

    private static Optional<RecoveryPoint> latest(List<RecoveryPoint> points) {
        return points.stream().max(Comparator.comparing(RecoveryPoint::createdAt));
    }

    private static boolean isNamed(RecoveryPoint point, String text) {
        return point.id().equalsIgnoreCase(text)
                || point.path().equalsIgnoreCase(text)
                || ObjectPath.parse(text)
                        .filter(path -> path.isClass(ObjectPath.RECOVERY_POINT_CLASS))
                        .flatMap(path -> path.key("InstanceID"))
                        .filter(point.id()::equalsIgnoreCase)
                        .isPresent();
    }

    private ProblemException unknown(String collection, RecoveryPointSelector selector, List<RecoveryPoint> points) {
        String wanted = switch (selector) {
            case RecoveryPointSelector.ByText by -> "no recovery point " + Texts.quoted(by.text());
            case RecoveryPointSelector.Before before -> "no recovery point before " + before.time();
            case RecoveryPointSelector.Latest of ->
                "no recovery point that is " + of.consistency().describe();
        };
        String present = points.isEmpty()
                ? "; it has none at all: the recovery side has them, once the first copy is complete"
                : "; it has " + points.size() + " between " + points.getFirst().createdAt() + " and "
                        + points.getLast().createdAt();
        HostCollection found = observer.resolve(collection);
        return Problem.invalid(
                        Reason.UNKNOWN_RECOVERY_POINT,
                        PATH,
                        found.ref().describe() + ", which is in mode "
                                + found.mode().describe() + ", state "
                                + found.state().describe() + ", has " + wanted + present)
                .collection(found.ref())
                .mode(found.mode())
                .state(found.state())
                .returnValue(ReturnCode.Known.INVALID_PARAMETER)
                .allowed(points.reversed().stream()
                        .limit(LISTED)
                        .map(p -> p.id() + " " + p.createdAt() + " "
                                + p.consistency().label())
                        .toList())
                .toException();
    }
}
