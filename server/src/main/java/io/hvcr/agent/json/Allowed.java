// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The only numbers that a component may have; {@code returnValue} as in {@link Range}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Allowed {
    long[] value();

    int returnValue() default 0;
}
