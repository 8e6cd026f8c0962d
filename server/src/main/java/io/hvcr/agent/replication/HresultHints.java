// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.ReplicationSettings;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the HRESULTs in a job's texts mean, and what to do about them (contract 6.2). The host puts the number into its text
 * and nothing else tells what went wrong.
 */
final class HresultHints {

    private static final Pattern HRESULT = Pattern.compile("0[xX]([0-9a-fA-F]{4,8})");

    /** The rules that the Hyper-V role creates and leaves disabled (contract P9). */
    private static final String FIREWALL =
            "enable the firewall rule 'Hyper-V Replica HTTP Listener (TCP-In)' (Kerberos) or 'Hyper-V Replica HTTPS Listener (TCP-In)' (certificate) on every receiving node";

    private static final Map<Long, String> MEANINGS = Map.ofEntries(
            Map.entry(
                    0x2EE2L,
                    "0x00002EE2 (time-out): the link is slow or the recovery side is busy; the host tries again at the next interval"),
            Map.entry(
                    0x2EE7L,
                    "0x00002EE7 (name not resolved): check DNS for the recovery broker and for every recovery node, as seen from every primary node; names beyond ASCII need a name-resolution policy with UTF-8"),
            Map.entry(
                    0x2EF1L,
                    "0x00002EF1 (cancelled): the management service was stopping, or the recovery side was busy; the host tries again"),
            Map.entry(
                    0x2EF3L,
                    "0x00002EF3 (wrong handle state): something inspects HTTPS on the way; leave replication traffic out of the inspection"),
            Map.entry(
                    0x2EFDL,
                    "0x00002EFD (cannot connect): check name and port, that the recovery cluster's Hyper-V Replica Broker is online and enabled as a replica server, and "
                            + FIREWALL),
            Map.entry(
                    0x2EFEL,
                    "0x00002EFE (connection broken off): with Kerberos check the SPNs (setspn -l) and the clocks and restart vmms; with a proxy try bypassProxyServer"),
            Map.entry(0x2F05L, "0x00002F05: a certificate has expired or is not valid yet"),
            Map.entry(
                    0x2F06L,
                    "0x00002F06: the certificate's subject does not name the host; node and broker FQDN must both be covered"),
            Map.entry(0x2F0DL, "0x00002F0D: the certificate's root is not trusted by the other side"),
            Map.entry(
                    0x2F8FL,
                    "0x00002F8F: TLS failed; check that both certificates are valid, trusted, not revoked and have client and server authentication"),
            Map.entry(
                    0x80090303L,
                    "0x80090303 (target unknown or unreachable): the Hyper-V Replica SPN is missing on the target; restart vmms there and look for event 14050"),
            Map.entry(
                    0x8009030CL,
                    "0x8009030C (logon denied): check the computer account of node and broker and the trust between the domains"),
            Map.entry(
                    0x8007052EL,
                    "0x8007052E (user name or password): repair the broker's computer object in Active Directory"),
            Map.entry(
                    0x80090322L,
                    "0x80090322 (wrong principal): the name that was called is not the one the other side runs under; check SPNs and the certificate's subject"),
            Map.entry(0x800B0109L, "0x800B0109: the certificate's root is not trusted by the other side"),
            Map.entry(
                    0x80092013L,
                    "0x80092013: revocation could not be checked; make the CRL reachable or switch the check off (DisableCertRevocationCheck) on both sides"),
            Map.entry(
                    0x80070057L,
                    "0x80070057 (parameter incorrect): compare the settings, above all the disks, with the host's"),
            Map.entry(
                    0x80070002L,
                    "0x80070002 (file not found): a VHD or replication log was moved, or the replica path is missing"),
            Map.entry(
                    0x80070003L,
                    "0x80070003 (path not found): a VHD or replication log was moved, or the replica path is missing"),
            Map.entry(
                    0x80070005L,
                    "0x80070005 (access denied): the machine account lacks rights on the export, import or replica path, or the caller on the host"),
            Map.entry(
                    0x80070070L,
                    "0x80070070 (disk full): free space on the recovery storage, or, where replication logs grew, on the primary's"),
            Map.entry(
                    0x80004004L,
                    "0x80004004 (aborted): the host was shutting down or a backup had the virtual machine; resume, or wait for the host's own retry"),
            Map.entry(
                    0x80004005L,
                    "0x80004005 (unspecified): look into the event log Microsoft-Windows-Hyper-V-VMMS-Admin of the owning node at that time"));

    private HresultHints() {}

    /** Advice for every number that a text contains and that is known. */
    static Optional<String> of(String text, @Nullable ReplicationSettings settings) {
        Set<String> advice = new LinkedHashSet<>();
        Matcher matcher = HRESULT.matcher(text);
        while (matcher.find()) {
            String meaning = MEANINGS.get(Long.parseLong(matcher.group(1), 16));
            if (meaning != null) {
                advice.add(meaning);
            }
        }
        if (text.contains("not authorized") || text.contains("not authorised")) {
            advice.add(
                    "the recovery side has no authorization entry for the primary broker's FQDN, or one with another trust group (New-VMReplicationAuthorizationEntry)");
        }
        if (text.contains("not highly available") || text.contains("29410")) {
            advice.add("make the virtual machine a clustered role");
        }
        if (advice.isEmpty()) {
            return Optional.empty();
        }
        String tried = settings == null || settings.recoveryConnectionPoint() == null
                ? ""
                : " Recovery server: " + settings.recoveryConnectionPoint()
                        + (settings.recoveryServerPortNumber() == null ? "" : ":" + settings.recoveryServerPortNumber())
                        + ".";
        return Optional.of(String.join("; ", advice) + "." + tried);
    }
}
