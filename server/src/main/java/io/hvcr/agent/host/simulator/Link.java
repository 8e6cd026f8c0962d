// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

/**
 * What lies between the two sites.
 *
 * @param up whether anything gets through
 * @param failure what a sender meets while nothing does
 * @param bytesPerSecond how much gets through while it is up
 */
record Link(boolean up, HostFailure failure, long bytesPerSecond) {}
