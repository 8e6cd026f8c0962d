// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.hvcr.agent.journal;

import org.jspecify.annotations.NullMarked;
