// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.hvcr.agent.host.simulator;

import org.jspecify.annotations.NullMarked;
