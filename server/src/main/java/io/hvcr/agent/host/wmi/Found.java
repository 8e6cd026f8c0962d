// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.PreflightCheck;
import io.hvcr.agent.domain.PreflightCheck.Status;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the check of one prerequisite found. */
record Found(Status status, String detail, String hint) {

    private static final Logger LOG = LoggerFactory.getLogger(Found.class);

    static Found pass(String detail) {
        return new Found(Status.PASS, detail, "");
    }

    static Found fail(String detail, String hint) {
        return new Found(Status.FAIL, detail, hint);
    }

    static Found unknown(String detail, String hint) {
        return new Found(Status.NOT_CHECKABLE, detail, hint);
    }

    /** Carries a check out. One that cannot be carried out is said to be so, and hides no other. */
    static PreflightCheck check(String id, String title, Supplier<Found> look) {
        Found found;
        try {
            found = look.get();
        } catch (HostException e) {
            found = failed(e.fault());
        } catch (RuntimeException e) {
            // Whoever looks for what is wrong with a host needs the other checks all the more.
            LOG.warn("the check {} failed in the agent itself", id, e);
            found = unknown("the agent itself failed here: " + e, "Report this as a bug of hvcr.");
        }
        return new PreflightCheck(id, title, found.status, found.detail, found.hint.isEmpty() ? null : found.hint);
    }

    private static Found failed(HostFault fault) {
        if (fault instanceof HostFault.Denied) {
            return fail(fault.text(), "Run the agent as LocalSystem, or elevated as a Hyper-V administrator.");
        }
        return fault instanceof HostFault.Absent
                ? unknown("not looked at, because the namespace is missing (P1)", "")
                : unknown("this could not be read: " + fault.text(), "");
    }
}
