// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A property of an object, or a parameter of a method, with its CIM type: WMI refuses a value in another VARIANT type than
 * the declared one, so the type travels with the value everywhere.
 *
 * @param name as declared
 * @param type the type of the value, or of each element
 * @param array whether the value is a list
 * @param value in the Java type that {@link CimType} names, or a list of these; null is unset
 */
public record WmiProperty(
        String name, CimType type, boolean array, @Nullable Object value) {

    public WmiProperty {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        if (value != null && array) {
            if (!(value instanceof List<?> list)) {
                throw new IllegalArgumentException(name + " is an array");
            }
            value = list.stream().map(type::normalize).toList();
        } else if (value != null) {
            value = type.normalize(value);
        }
    }

    /** A single value. */
    public static WmiProperty of(String name, CimType type, @Nullable Object value) {
        return new WmiProperty(name, type, false, value);
    }

    public static WmiProperty text(String name, @Nullable String value) {
        return of(name, CimType.STRING, value);
    }

    public static WmiProperty uint16(String name, @Nullable Integer value) {
        return of(name, CimType.UINT16, value);
    }

    public static WmiProperty flag(String name, @Nullable Boolean value) {
        return of(name, CimType.BOOLEAN, value);
    }

    public static WmiProperty datetime(String name, @Nullable String value) {
        return of(name, CimType.DATETIME, value);
    }

    /** A reference: the object path exactly as the host answered it. */
    public static WmiProperty reference(String name, @Nullable String path) {
        return of(name, CimType.REFERENCE, path);
    }

    public static WmiProperty texts(String name, @Nullable List<String> values) {
        return new WmiProperty(name, CimType.STRING, true, values);
    }

    /** The CIMTYPE number, with the array flag where it is one. */
    public int cimTypeNumber() {
        return array ? type.number() | CimType.ARRAY_FLAG : type.number();
    }
}
