// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance, or the out-parameters of a method, read completely into plain Java values: nothing of COM lives on in it.
 *
 * @param className {@code __CLASS}
 * @param path {@code __PATH} exactly as the host answered it; null where it gave none (fresh and embedded instances)
 * @param properties in the order in which the host lists them; names compare without regard to case
 */
public record WmiObject(String className, @Nullable String path, List<WmiProperty> properties) {

    public WmiObject {
        Objects.requireNonNull(className, "className");
        properties = List.copyOf(properties);
    }

    /** The property of that name, set or not. */
    public Optional<WmiProperty> property(String name) {
        for (WmiProperty property : properties) {
            if (property.name().equalsIgnoreCase(name)) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }

    /** The value of a property, or null where it is unset or not there at all. */
    public @Nullable Object value(String name) {
        return property(name).map(WmiProperty::value).orElse(null);
    }

    /** The text of a property; a value of another type in its text form. */
    public Optional<String> text(String name) {
        Object value = value(name);
        return value == null || value instanceof List || value instanceof WmiObject
                ? Optional.empty()
                : Optional.of(value.toString());
    }

    /** The number of a property; texts of digits count, because MOF tells no types. */
    public Optional<Long> number(String name) {
        Object value = value(name);
        if (value instanceof Long number) {
            return Optional.of(number);
        }
        if (value instanceof BigInteger big) {
            return Optional.of(big.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
        }
        if (value instanceof String text) {
            try {
                return Optional.of(Long.valueOf(text.strip()));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The number of a property of an enumeration or a small count. */
    public Optional<Integer> small(String name) {
        return number(name).filter(n -> n == n.intValue()).map(Long::intValue);
    }

    /** The boolean of a property. */
    public Optional<Boolean> flag(String name) {
        return value(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** The texts of an array of strings; a single string counts as an array of one. Nothing where it is unset. */
    public Optional<List<String>> texts(String name) {
        Object value = value(name);
        if (value instanceof List<?> list) {
            return Optional.of(list.stream().map(String::valueOf).toList());
        }
        return value instanceof String single ? Optional.of(List.of(single)) : Optional.empty();
    }

    /** This object with a property set; a new one is added at the end. */
    public WmiObject with(WmiProperty changed) {
        List<WmiProperty> result = new ArrayList<>(properties);
        for (int i = 0; i < result.size(); i++) {
            if (result.get(i).name().equalsIgnoreCase(changed.name())) {
                result.set(i, changed);
                return new WmiObject(className, path, result);
            }
        }
        result.add(changed);
        return new WmiObject(className, path, result);
    }
}
