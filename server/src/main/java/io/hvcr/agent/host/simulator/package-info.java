// SPDX-License-Identifier: Apache-2.0

/**
 * A simulated host: a fabric of two clusters behind the port (design 5).
 *
 * <p>It is built in layers. {@link io.hvcr.agent.host.simulator.SimulatedFabric} is the door. Below it, {@code SimulatedHost} shows one
 * site as the port wants it and {@code Calls} judges what is asked, in the host's order and by the one transition table. What an
 * accepted call does beyond the table is an {@code Effect}; what happens by itself is a {@code DueEvents}; both work on a
 * {@code Scene}, which is one transaction at one moment of the fabric's time. {@code FabricStore} keeps the file and this process's
 * picture of it together.
 *
 * <p>Nothing runs in the background. Cycles, copies and the percentages of jobs are functions of the time ({@code Cycles}, {@code Copy},
 * {@code Points}); everything else that time brings has a due time in the file, and whoever looks at the fabric next lets it happen
 * first. So a fabric that is opened a day later shows what would have happened in that day, and a thousand idle collections cost
 * nothing.
 */
@NullMarked
package io.hvcr.agent.host.simulator;

import org.jspecify.annotations.NullMarked;
