// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The component is written as {@code null} when it is null; without this annotation it is left out. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface WriteNull {}
