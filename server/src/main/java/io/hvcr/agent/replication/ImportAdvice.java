// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.Side;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be done after an export: the collection service has no import (contract 5.5), so every member is
 * imported by a cmdlet on the recovery side, from the subdirectory that the export made for it.
 */
final class ImportAdvice {

    private ImportAdvice() {}

    /** The line for every member that still waits, or nothing where no finished export is known of. */
    static Optional<Warning> of(HostCollection collection, @Nullable LastStart start, @Nullable List<Member> members) {
        if (start == null || !start.exportFinished() || collection.side() != Side.PRIMARY) {
            return Optional.empty();
        }
        boolean copying = collection.state() == CollectionState.Known.WAITING_INITIAL_REPLICATION;
        List<Member> waiting = members == null
                ? List.of()
                : members.stream().filter(ImportAdvice::waits).toList();
        if (!copying && (collection.state() != CollectionState.Known.REPLICATING || waiting.isEmpty())) {
            return Optional.empty();
        }
        String location = String.valueOf(start.exportLocation());
        String what = "The export to " + location
                + " is complete. Copy it to the recovery cluster and import it there, on the node "
                + "that owns each replica virtual machine (the paths below are those of the export)";
        if (waiting.isEmpty()) {
            return Optional.of(Warning.of(Reason.IMPORT_MISSING, what + ", one subdirectory for each member."));
        }
        return Optional.of(Warning.of(
                Reason.IMPORT_MISSING,
                what + ":\n" + waiting.stream().map(m -> line(m, location)).collect(Collectors.joining("\n"))));
    }

    /** The cmdlet line of one member; the directory's name is the machine's name, an underscore and its id. */
    static String line(Member member, String location) {
        String separator = location.endsWith("\\") || location.endsWith("/") ? "" : "\\";
        return "Import-VMInitialReplication -VMName " + quoted(member.name()) + " -Path "
                + quoted(location + separator + member.name() + "_" + member.id());
    }

    private static boolean waits(Member member) {
        return member.state() == MemberState.Known.WAITING_INITIAL_REPLICATION
                || member.state() == MemberState.Known.READY;
    }

    /** A literal string of PowerShell: nothing in it is expanded; quotes are doubled, the typographic ones too. */
    private static String quoted(String text) {
        return "'" + text.replaceAll("['\u2018\u2019\u201a\u201b]", "$0$0") + "'";
    }
}
