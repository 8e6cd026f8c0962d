// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.hvcr.agent.cli.serve;

import org.jspecify.annotations.NullMarked;
