// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.hvcr.agent.rpc;

import org.jspecify.annotations.NullMarked;
