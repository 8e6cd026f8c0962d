// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.util.Locale;
import java.util.Optional;

/** The HRESULTs that WMI, COM and RPC answer, with what each tells a person to do (contract 4.8). */
public enum WmiStatus {
    INVALID_NAMESPACE(
            0x8004100E,
            "WBEM_E_INVALID_NAMESPACE",
            Kind.ABSENT,
            "the namespace does not exist here: the Hyper-V role is missing, Windows Server is older than 2016, or this is"
                    + " the wrong machine; run the agent on a node of a Hyper-V failover cluster"),
    INVALID_CLASS(
            0x80041010,
            "WBEM_E_INVALID_CLASS",
            Kind.ABSENT,
            "the provider's schema is missing; repair the registration of Hyper-V's WMI classes (mofcomp"
                    + " %windir%\\System32\\WindowsHyperVCluster.V2.mof)"),
    INVALID_METHOD(
            0x8004102E, "WBEM_E_INVALID_METHOD", Kind.ABSENT, "this version of Windows does not have the method"),
    PROVIDER_NOT_FOUND(
            0x80041011,
            "WBEM_E_PROVIDER_NOT_FOUND",
            Kind.ABSENT,
            "the provider is not registered; repair the Hyper-V role"),
    NOT_SUPPORTED(0x8004100C, "WBEM_E_NOT_SUPPORTED", Kind.ABSENT, "the provider does not support this"),
    CLASS_NOT_REGISTERED(
            0x80040154, "REGDB_E_CLASSNOTREG", Kind.ABSENT, "a COM class of WMI is not registered on this machine"),
    ACCESS_DENIED(
            0x80041003,
            "WBEM_E_ACCESS_DENIED",
            Kind.DENIED,
            "the agent's account is not elevated or no member of Hyper-V Administrators, or the connection's encryption is"
                    + " too low; run it as LocalSystem or as a local administrator on the node"),
    E_ACCESSDENIED(
            0x80070005,
            "E_ACCESSDENIED",
            Kind.DENIED,
            "DCOM refused the account; give it remote activation and access rights, or run the agent on the node itself"),
    PRIVILEGE_NOT_HELD(
            0x80041062,
            "WBEM_E_PRIVILEGE_NOT_HELD",
            Kind.DENIED,
            "the agent's account lacks a privilege; run it elevated"),
    NOT_FOUND(
            0x80041002,
            "WBEM_E_NOT_FOUND",
            Kind.MISSING,
            "the object (collection, virtual machine, job) no longer exists"),
    INVALID_OBJECT_PATH(
            0x8004103A,
            "WBEM_E_INVALID_OBJECT_PATH",
            Kind.MISUSED,
            "the agent sent a malformed object path; report this as a bug"),
    TYPE_MISMATCH(
            0x80041005,
            "WBEM_E_TYPE_MISMATCH",
            Kind.MISUSED,
            "the agent sent a parameter in the wrong type; report this as a bug"),
    INVALID_METHOD_PARAMETERS(
            0x8004102F,
            "WBEM_E_INVALID_METHOD_PARAMETERS",
            Kind.MISUSED,
            "the agent left out a parameter or sent one too many; report this as a bug"),
    INVALID_PARAMETER(
            0x80041008,
            "WBEM_E_INVALID_PARAMETER",
            Kind.MISUSED,
            "WMI took an argument for wrong; check the values, or report a bug"),
    INVALID_QUERY(0x80041017, "WBEM_E_INVALID_QUERY", Kind.MISUSED, "the agent sent bad WQL; report this as a bug"),
    UNPARSABLE_QUERY(
            0x80041058,
            "WBEM_E_UNPARSABLE_QUERY",
            Kind.MISUSED,
            "the agent sent WQL that cannot be parsed; report this as a bug"),
    ILLEGAL_NULL(0x80041028, "WBEM_E_ILLEGAL_NULL", Kind.MISUSED, "a required property is null; give it a value"),
    VALUE_OUT_OF_RANGE(
            0x8004102B, "WBEM_E_VALUE_OUT_OF_RANGE", Kind.MISUSED, "a value is out of its range; correct it"),
    LOCAL_CREDENTIALS(
            0x80041064,
            "WBEM_E_LOCAL_CREDENTIALS",
            Kind.MISUSED,
            "credentials must not be passed on a local connection; report this as a bug"),
    INVALID_OPERATION(
            0x80041016, "WBEM_E_INVALID_OPERATION", Kind.MISUSED, "the operation is not valid on this object"),
    E_INVALIDARG(
            0x80070057,
            "E_INVALIDARG",
            Kind.MISUSED,
            "an argument was taken for wrong; check the values, or report a bug"),
    CO_NOT_INITIALIZED(
            0x800401F0,
            "CO_E_NOTINITIALIZED",
            Kind.MISUSED,
            "a thread without an apartment called COM; report this as a bug"),
    ENCRYPTED_CONNECTION_REQUIRED(
            0x80041087,
            "WBEM_E_ENCRYPTED_CONNECTION_REQUIRED",
            Kind.DENIED,
            "the namespace wants packet privacy; another component of this process lowered COM's security"),
    PROVIDER_FAILURE(
            0x80041004,
            "WBEM_E_PROVIDER_FAILURE",
            Kind.PROVIDER,
            "the management service failed inside the call; check that the service vmms runs and look at the event log"
                    + " Microsoft-Windows-Hyper-V-VMMS-Admin"),
    FAILED(
            0x80041001,
            "WBEM_E_FAILED",
            Kind.PROVIDER,
            "WMI gave no reason; look at the event log Microsoft-Windows-Hyper-V-VMMS-Admin"),
    PROVIDER_LOAD_FAILURE(
            0x80041013,
            "WBEM_E_PROVIDER_LOAD_FAILURE",
            Kind.BUSY,
            "the provider cannot be loaded: start the services vmms and ClusSvc"),
    INITIALIZATION_FAILURE(
            0x80041014,
            "WBEM_E_INITIALIZATION_FAILURE",
            Kind.BUSY,
            "the provider cannot start: start the services vmms and ClusSvc"),
    QUOTA_VIOLATION(0x8004106C, "WBEM_E_QUOTA_VIOLATION", Kind.BUSY, "WMI's memory quota is used up; try again later"),
    OUT_OF_MEMORY(0x80041006, "WBEM_E_OUT_OF_MEMORY", Kind.BUSY, "WMI is out of memory; try again later"),
    SHUTTING_DOWN(0x80041033, "WBEM_E_SHUTTING_DOWN", Kind.BUSY, "WMI is shutting down; try again when it runs"),
    SERVER_TOO_BUSY(0x80041045, "WBEM_E_SERVER_TOO_BUSY", Kind.BUSY, "WMI is too busy; try again"),
    CALL_FAILED_DNE(0x800706BF, "RPC_S_CALL_FAILED_DNE", Kind.BUSY, "the call did not reach the service; try again"),
    TIMED_OUT(0x80041069, "WBEM_E_TIMED_OUT", Kind.CUT, "no answer in time; read the state before doing anything else"),
    PROVIDER_TIMED_OUT(
            0x80041088,
            "WBEM_E_PROVIDER_TIMED_OUT",
            Kind.CUT,
            "the provider did not answer in time; read the state before doing anything else"),
    CALL_CANCELLED(
            0x80041032,
            "WBEM_E_CALL_CANCELLED",
            Kind.CUT,
            "the call was cancelled; read the state before doing anything else"),
    TRANSPORT_FAILURE(
            0x80041015,
            "WBEM_E_TRANSPORT_FAILURE",
            Kind.CONNECTION,
            "the connection broke: node down, or RPC blocked by a firewall"),
    CONNECTION_FAILED(
            0x80041071,
            "WBEM_E_CONNECTION_FAILED",
            Kind.CONNECTION,
            "no connection: node down, or RPC blocked by a firewall"),
    RPC_SERVER_UNAVAILABLE(
            0x800706BA,
            "RPC_S_SERVER_UNAVAILABLE",
            Kind.CONNECTION,
            "the RPC server cannot be reached: node down, service Winmgmt stopped, or RPC blocked by a firewall"),
    RPC_CALL_FAILED(
            0x800706BE, "RPC_S_CALL_FAILED", Kind.CONNECTION, "the connection broke during the call; read the state"),
    RPC_DISCONNECTED(
            0x80010108, "RPC_E_DISCONNECTED", Kind.CONNECTION, "the WMI service went away; the agent connects again"),
    RPC_SERVER_FAULT(
            0x80010105, "RPC_E_SERVERFAULT", Kind.CONNECTION, "the WMI service crashed in the call; read the state"),
    RPC_CALL_REJECTED(0x80010001, "RPC_E_CALL_REJECTED", Kind.BUSY, "the service refused the call; try again");

    /** What an HRESULT means for the caller. */
    public enum Kind {
        /** Namespace, class, method or provider is not on this machine. */
        ABSENT,
        /** Rights are missing. */
        DENIED,
        /** The object is gone. */
        MISSING,
        /** Our own mistake, or a value that WMI refuses. */
        MISUSED,
        /** The call was turned away before it began. */
        BUSY,
        /** The provider failed inside the call. */
        PROVIDER,
        /** The call was cut off. */
        CUT,
        /** The connection broke: before the call was sent it did nothing, after that nobody knows. */
        CONNECTION
    }

    private final int hresult;
    private final String symbol;
    private final Kind kind;
    private final String advice;

    WmiStatus(int hresult, String symbol, Kind kind, String advice) {
        this.hresult = hresult;
        this.symbol = symbol;
        this.kind = kind;
        this.advice = advice;
    }

    /** The number, negative as COM's errors are. */
    public int hresult() {
        return hresult;
    }

    /** The name in Microsoft's headers. */
    public String symbol() {
        return symbol;
    }

    public Kind kind() {
        return kind;
    }

    /** What it means and what to do. */
    public String advice() {
        return advice;
    }

    /** The known status of this number. */
    public static Optional<WmiStatus> of(int hresult) {
        for (WmiStatus status : values()) {
            if (status.hresult == hresult) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /** The number as people look it up: {@code 0x8004100E}. */
    public static String hex(int hresult) {
        return String.format(Locale.ROOT, "0x%08X", hresult);
    }
}
