// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.util.Locale;

/** What goes wrong inside jobs (contract 6.2): the exact code, and the words that come with it. */
enum HostFailure {
    NAME_NOT_RESOLVED(0x00002EE7, "The server name or address could not be resolved"),
    CANNOT_CONNECT(0x00002EFD, "A connection with the server could not be established"),
    CONNECTION_ABORTED(
            0x00002EFE,
            "The connection with the server was terminated abnormally; failed to authenticate using Kerberos"
                    + " authentication"),
    TIMEOUT(0x00002EE2, "The operation timed out"),
    OPERATION_CANCELLED(0x00002EF1, "The operation has been canceled"),
    INCORRECT_HANDLE_STATE(0x00002EF3, "The handle is in the wrong state for the requested operation"),
    TARGET_UNKNOWN(0x80090303, "The specified target is unknown or unreachable"),
    LOGON_DENIED(0x8009030C, "The logon attempt failed"),
    WRONG_USER_OR_PASSWORD(0x8007052E, "The user name or password is incorrect"),
    WRONG_PRINCIPAL(0x80090322, "The target principal name is incorrect"),
    CERTIFICATE_NAME(0x00002F06, "The host name in the certificate is invalid or does not match"),
    UNTRUSTED_ROOT(
            0x800B0109, "A certificate chain processed, but terminated in a root certificate which is not trusted"),
    CERTIFICATE_AUTHORITY(0x00002F0D, "The certificate authority is invalid or incorrect"),
    CERTIFICATE_EXPIRED(0x00002F05, "The date in the certificate is invalid or has expired"),
    REVOCATION_OFFLINE(
            0x80092013,
            "The revocation function was unable to check revocation because the revocation server was offline"),
    TLS_FAILURE(0x00002F8F, "A security error occurred"),
    NOT_AUTHORIZED(0x80070005, "The primary server is not authorized to replicate to this Replica server"),
    NOT_HIGHLY_AVAILABLE(0x80070057, "The virtual machine is not highly available"),
    ALREADY_REPLICATED(0x80070057, "The virtual machine is already enabled for replication"),
    STAND_ALONE_HOST(0x80070032, "The request is not supported: the Replica server is not part of a cluster"),
    NOT_A_BROKER(0x80070032, "The request is not supported: the name is a node's, not a Hyper-V Replica Broker's"),
    PARAMETER_INCORRECT(0x80070057, "The parameter is incorrect"),
    FILE_NOT_FOUND(0x80070002, "The system cannot find the file specified"),
    PATH_NOT_FOUND(0x80070003, "The system cannot find the path specified"),
    DISK_FULL(0x80070070, "There is not enough space on the disk"),
    ACCESS_DENIED(0x80070005, "General access denied error"),
    OPERATION_ABORTED(0x80004004, "Operation aborted"),
    NOT_IN_VALID_STATE(0x80048023, "The virtual machine is not in a valid replication state to perform the operation"),
    UNSPECIFIED(0x80004005, "Unspecified error");

    private final int hresult;
    private final String text;

    HostFailure(int hresult, String text) {
        this.hresult = hresult;
        this.text = text;
    }

    /** The host's words with the code in parentheses, as job descriptions end. */
    String described() {
        return text + " (" + code() + ").";
    }

    /** {@code 0x00002EFD}. */
    String code() {
        return String.format(Locale.ROOT, "0x%08X", hresult);
    }

    /** Whether it is the connection between the sites that failed, as statistics count it. */
    boolean network() {
        return (hresult & 0xFFFFF000) == 0x2000 || this == TARGET_UNKNOWN;
    }
}
