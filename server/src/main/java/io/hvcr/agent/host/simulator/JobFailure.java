// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

/**
 * Why a job failed.
 *
 * @param description the host's words, with the HRESULT at the end (contract 6.2)
 */
record JobFailure(String description) {

    static JobFailure of(HostFailure failure) {
        return new JobFailure(failure.described());
    }

    /** With what it is about in front: a machine, a server and its port, a path. */
    static JobFailure of(String subject, HostFailure failure) {
        return new JobFailure(subject + ": " + failure.described());
    }

    static JobFailure of(MemberRow member, HostFailure failure) {
        return new JobFailure("Virtual machine '" + member.name() + "': " + failure.described()
                + " (Virtual machine ID " + member.id() + ")");
    }

    static JobFailure of(Trouble.Cause cause, Link link) {
        return new JobFailure(cause.text() + ": "
                + switch (cause) {
                    case LINK_DOWN -> link.failure().described();
                    case OTHER_SIDE_FULL, OWN_DISK_FULL -> HostFailure.DISK_FULL.described();
                    case OTHER_SIDE_GONE, OTHER_SIDE_FAILED_OVER, OTHER_SIDE_STOPPED, OTHER_SIDE_SUSPENDED ->
                        HostFailure.NOT_IN_VALID_STATE.described();
                });
    }
}
