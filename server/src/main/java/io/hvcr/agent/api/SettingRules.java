// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.Texts;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of replication settings that Microsoft's reference states ([D] in contract 3.4, 6.1) and that hold between members, for
 * the WMI property names and for the names of a desired document alike.
 *
 * @param prefix what precedes the names in paths: {@code settings.}
 */
record SettingRules(String prefix) {

    /** {@link ReturnCode.Known#INVALID_PARAMETER}, as annotations need it. */
    static final int INVALID_PARAMETER = 32773;

    private static final Pattern THUMBPRINT = Pattern.compile("[0-9A-Fa-f]{40}");

    /** Recovery servers are named, never addressed. */
    void server(@Nullable String name, String path) {
        if (name != null) {
            RecoveryServerPolicy.accept(name, prefix + path);
        }
    }

    /** Certificates are named by 40 hexadecimal digits. */
    void thumbprint(@Nullable String thumbprint, String path) {
        if (thumbprint != null && !THUMBPRINT.matcher(thumbprint).matches()) {
            throw refuse(
                    Reason.INVALID_VALUE,
                    path,
                    "must be the thumbprint of a certificate, 40 hexadecimal digits without spaces, not "
                            + Texts.quoted(thumbprint),
                    "Get-ChildItem Cert:\\LocalMachine\\My shows the thumbprints of the node's certificates.");
        }
    }

    /** Authentication by certificate needs one; for a relationship that exists the host knows whether it has one. */
    void authentication(
            @Nullable AuthenticationType type, String typePath, @Nullable String thumbprint, String thumbprintPath) {
        if (type == AuthenticationType.Known.CERTIFICATE && thumbprint == null) {
            throw refuse(
                    Reason.MISSING_MEMBER,
                    thumbprintPath,
                    "is required with " + typePath + " certificate",
                    "Give the thumbprint of a certificate that is in LocalMachine\\My of every node.");
        }
    }

    /** Without recovery points there is none that could be application-consistent. */
    void snapshots(
            @Nullable Integer intervalHours, String intervalPath, @Nullable Integer history, String historyPath) {
        if (intervalHours != null && intervalHours > 0 && history != null && history == 0) {
            throw refuse(
                    Reason.INVALID_VALUE,
                    intervalPath,
                    "cannot be " + intervalHours + " with " + historyPath
                            + " 0: without recovery points there are no application-consistent ones",
                    "Set " + historyPath + " to 1 or more, or " + intervalPath + " to 0.");
        }
    }

    /** Placement without a broker pairs every entity with a host. */
    void placement(@Nullable List<String> entities, @Nullable List<String> hosts) {
        int entityCount = entities == null ? 0 : entities.size();
        int hostCount = hosts == null ? 0 : hosts.size();
        if (entityCount != hostCount) {
            throw refuse(
                    Reason.INVALID_VALUE,
                    "RecoveryServerHosts",
                    "has " + hostCount + " entries and PrimaryReplicationEntityIDs has " + entityCount
                            + "; both need one for the collection and one for each virtual machine, in the same order",
                    null);
        }
        for (int i = 0; i < hostCount && hosts != null; i++) {
            RecoveryServerPolicy.accept(hosts.get(i), prefix + "RecoveryServerHosts[" + i + "]");
        }
    }

    private ProblemException refuse(Reason reason, String path, String sentence, @Nullable String hint) {
        return Problem.invalid(reason, prefix + path, prefix + path + " " + sentence)
                .returnValue(ReturnCode.Known.INVALID_PARAMETER)
                .hint(hint)
                .toException();
    }
}
