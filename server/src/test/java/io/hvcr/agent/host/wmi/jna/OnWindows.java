// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Needs the COM of a Windows JVM; {@code mvn verify -Pwine} starts one under Wine. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("windows")
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "needs a Windows JVM: mvn verify -Pwine")
@Execution(ExecutionMode.SAME_THREAD)
@interface OnWindows {}
