// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.WAITING_INITIAL_REPLICATION;

import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.Outcome;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.Side;
import java.util.ArrayList;
import java.util.List;

/** Copies that somebody carries to the recovery side: exported ones that are imported there, restored ones to start from. */
final class CopyInjections {

    private final CopyEngine copies;
    private final ExportWriter exports;
    private final ExportPaths paths;

    CopyInjections(CopyEngine copies, ExportWriter exports, ExportPaths paths) {
        this.copies = copies;
        this.exports = exports;
        this.paths = paths;
    }

    /** {@code Import-VMInitialReplication} of one member (contract 5.5). After the last one both sides replicate. */
    void importCopy(Scene scene, Injection.ImportCopy injection) {
        CollectionRow primary = primary(scene, injection.collection());
        MemberRow member = Injector.member(primary, injection.member());
        CollectionRow replica = scene.counterpart(primary)
                .filter(other -> other.is(Side.RECOVERY, WAITING_INITIAL_REPLICATION))
                .orElseThrow(() -> refused(
                        ReturnCode.Known.INVALID_STATE,
                        Reason.INVALID_STATE,
                        "the replica of '" + member.name() + "' is not waiting for its initial replication",
                        primary.ref()));
        Copy copy = primary.replication() == null ? null : primary.replication().copy();
        if (copy == null || copy.kind() != Copy.CopyKind.EXPORT || !copy.finished()) {
            throw refused(
                    ReturnCode.Known.INVALID_STATE,
                    Reason.INVALID_STATE,
                    "no export of " + primary.ref().describe() + " has finished",
                    primary.ref());
        }
        ExportManifest manifest = manifest(primary, injection.directory());
        boolean right = manifest.virtualMachineId().equalsIgnoreCase(member.id())
                && manifest.collectionId().equalsIgnoreCase(primary.id().value());
        if (!right) {
            throw refused(
                    ReturnCode.Known.FAILED,
                    Reason.JOB_FAILED,
                    "'" + injection.directory() + "' holds the copy of '" + manifest.virtualMachineName() + "' ("
                            + manifest.virtualMachineId() + "), not of '" + member.name() + "' (" + member.id() + ")",
                    primary.ref());
        }
        imported(scene, primary, replica, member);
    }

    private ExportManifest manifest(CollectionRow primary, String directory) {
        switch (paths.find(primary.site(), directory)) {
            case MISSING ->
                throw refused(
                        ReturnCode.Known.FILE_NOT_FOUND,
                        Reason.PATH_NOT_FOUND,
                        "the directory '" + directory + "' does not exist",
                        primary.ref());
            case FILE, INVALID ->
                throw refused(
                        ReturnCode.Known.INVALID_PARAMETER,
                        Reason.INVALID_EXPORT_LOCATION,
                        "'" + directory + "' is no absolute path of a directory",
                        primary.ref());
            case DIRECTORY -> {}
        }
        return exports.read(primary.site(), directory)
                .orElseThrow(() -> refused(
                        ReturnCode.Known.INVALID_PARAMETER,
                        Reason.INVALID_VALUE,
                        "'" + directory + "' holds no export of a virtual machine; name the machine's own subdirectory",
                        primary.ref()));
    }

    private void imported(Scene scene, CollectionRow primary, CollectionRow replica, MemberRow member) {
        List<String> ids = new ArrayList<>(replica.replicated().imported());
        if (!ids.contains(member.id())) {
            ids.add(member.id());
        }
        scene.put(replica.replicating(draft -> draft.imported = ids));
        if (ids.size() == replica.members().size()) {
            copies.received(scene, primary);
        }
        CycleEngine.adjust(scene, primary.id());
    }

    /** A backup of the machines is restored where the replicas are to be (contract 5.6). */
    void restoredCopy(Scene scene, Injection.RestoredCopy injection) {
        CollectionRow primary = primary(scene, injection.collection());
        List<String> ids = new ArrayList<>(Injector.members(primary, injection.members()));
        Site there = primary.site().other();
        scene.seed(there, primary.id()).ifPresent(known -> ids.addAll(known.memberIds()));
        scene.put(new SeedRow(there, primary.id(), ids.stream().distinct().toList()));
    }

    /** The side that sends: after a reversal it is the other site. */
    private static CollectionRow primary(Scene scene, String word) {
        CollectionRow row = Injector.find(scene, Site.PRIMARY, word);
        return scene.counterpart(row)
                .filter(other -> other.side() == Side.PRIMARY)
                .orElse(row);
    }

    private static ProblemException refused(
            ReturnCode returnValue, Reason reason, String message, CollectionRef collection) {
        return Problem.refusedBy(returnValue, reason, message)
                .collection(collection)
                .outcome(returnValue == ReturnCode.Known.FAILED ? Outcome.FAILED : Outcome.NOT_STARTED)
                .toException();
    }
}
