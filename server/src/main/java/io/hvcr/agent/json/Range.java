// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bounds, both included: of a number's value, a string's length in characters, or the number of a list's elements.
 *
 * <p>{@code returnValue} is for parameters of the host: what the host would answer to a value outside, for {@code data.returnValue}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
    long min() default Long.MIN_VALUE;

    long max() default Long.MAX_VALUE;

    int returnValue() default 0;
}
