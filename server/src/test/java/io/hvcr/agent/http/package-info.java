// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.hvcr.agent.http;

import org.jspecify.annotations.NullMarked;
