// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a session, by what a caller can do about it. Every case keeps the HRESULT, what was being done, on
 * which object, and the provider's own words where it left any.
 */
public sealed interface WmiFault {

    /** Where, what and how: the part that all cases share. */
    Detail detail();

    /** Namespace, class, method or provider is not on this machine. */
    record Absent(Detail detail) implements WmiFault {}

    /** Rights are missing. */
    record Denied(Detail detail) implements WmiFault {}

    /** The object is gone. */
    record Missing(Detail detail) implements WmiFault {}

    /** A malformed path, query, type or value. */
    record Misused(Detail detail) implements WmiFault {}

    /** Not reachable, or turned away; the call had no effect. */
    record Unavailable(Detail detail) implements WmiFault {}

    /** The call was sent and its end is not known. */
    record Cut(Detail detail) implements WmiFault {}

    /** The provider failed inside the call, or an HRESULT that nobody knows came back. */
    record Failed(Detail detail) implements WmiFault {}

    /**
     * The part that all cases share.
     *
     * @param operation what was being done, such as {@code StartReplication} or {@code connect}
     * @param path the namespace, query or object path it was done on
     * @param hresult what COM answered
     * @param providerText the text of IErrorInfo or {@code __ExtendedStatus}, where there was one
     * @param sent whether the host may have taken the call
     */
    record Detail(
            String operation,
            @Nullable String path,
            int hresult,
            @Nullable String providerText,
            boolean sent) {}

    /** The case that an HRESULT means. */
    static WmiFault of(Detail detail) {
        Optional<WmiStatus> status = WmiStatus.of(detail.hresult());
        if (status.isEmpty()) {
            return new Failed(detail);
        }
        return switch (status.get().kind()) {
            case ABSENT -> new Absent(detail);
            case DENIED -> new Denied(detail);
            case MISSING -> new Missing(detail);
            case MISUSED -> new Misused(detail);
            case BUSY -> new Unavailable(detail);
            case PROVIDER -> new Failed(detail);
            case CUT, CONNECTION -> detail.sent() ? new Cut(detail) : new Unavailable(detail);
        };
    }

    /** Shorthand for {@link #of(Detail)}. */
    static WmiFault of(
            String operation, @Nullable String path, int hresult, @Nullable String providerText, boolean sent) {
        return of(new Detail(operation, path, hresult, providerText, sent));
    }

    /** Number and name of the HRESULT, what to do about it, and the provider's own words. */
    default String explanation() {
        Detail d = detail();
        Optional<WmiStatus> status = WmiStatus.of(d.hresult());
        String text = status.map(WmiStatus::symbol).orElse("unknown error") + " (" + WmiStatus.hex(d.hresult()) + "): "
                + status.map(WmiStatus::advice).orElse("look at the event log Microsoft-Windows-Hyper-V-VMMS-Admin");
        return d.providerText() == null ? text : text + ". The provider said: " + d.providerText();
    }

    /** One line for people: what failed on what, and the explanation. */
    default String message() {
        Detail d = detail();
        return d.operation() + (d.path() == null ? "" : " on " + d.path()) + ": " + explanation();
    }
}
