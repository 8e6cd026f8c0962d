// SPDX-License-Identifier: Apache-2.0
/** Measurements of the finished agent: {@code mvn -Pbench}. They are no tests; nothing here fails a build. */
@NullMarked
package io.hvcr.agent.bench;

import org.jspecify.annotations.NullMarked;
