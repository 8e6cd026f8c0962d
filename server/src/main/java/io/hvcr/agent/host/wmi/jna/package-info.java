// SPDX-License-Identifier: Apache-2.0

/** WMI through COM, by JNA: the only package that sees {@code com.sun.jna}. It offers a {@code WmiSession} and nothing else. */
@NullMarked
package io.hvcr.agent.host.wmi.jna;

import org.jspecify.annotations.NullMarked;
