// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sealed interface whose cases are records, told apart by one member: {@code @JsonTagged("kind")} writes the case
 * {@code LinkDown} as {@code {"kind":"linkDown",…}}. A case's tag is its {@link JsonName}, else its simple name in lower camel
 * case.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface JsonTagged {
    /** The name of the member that holds the tag. */
    String value();
}
