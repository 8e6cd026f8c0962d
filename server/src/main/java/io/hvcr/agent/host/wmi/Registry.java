// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.util.List;
import java.util.Optional;

/** Reads single values of {@code HKEY_LOCAL_MACHINE} through {@code StdRegProv}. */
final class Registry {

    static final String CLASS = "StdRegProv";
    private static final long HKEY_LOCAL_MACHINE = 0x80000002L;

    private final WmiSession session;

    Registry(WmiSession session) {
        this.session = session;
    }

    /** A text; nothing where the key or value is not there or may not be read. */
    Optional<String> text(String key, String value) {
        return read("GetStringValue", key, value)
                .flatMap(out -> out.text("sValue"))
                .filter(v -> !v.isBlank());
    }

    /**
     * A number; nothing where the key or value is not there.
     *
     * @throws WmiException where it cannot be told whether it is there
     */
    Optional<Long> number(String key, String value) {
        return out("GetDWORDValue", key, value).flatMap(out -> out.number("uValue"));
    }

    private Optional<WmiObject> read(String method, String key, String value) {
        try {
            return out(method, key, value);
        } catch (WmiException e) {
            return Optional.empty();
        }
    }

    private Optional<WmiObject> out(String method, String key, String value) {
        WmiObject out = session.invoke(
                WmiReads.CIMV2,
                CLASS,
                method,
                List.of(
                        WmiProperty.of("hDefKey", CimType.UINT32, HKEY_LOCAL_MACHINE),
                        WmiProperty.text("sSubKeyName", key),
                        WmiProperty.text("sValueName", value)));
        return Optional.of(out).filter(answer -> answer.number("ReturnValue").orElse(1L) == 0);
    }
}
