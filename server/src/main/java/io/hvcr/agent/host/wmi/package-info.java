// SPDX-License-Identifier: Apache-2.0

/**
 * The Hyper-V host through WMI: namespace {@code root\HyperVCluster\v2} for collections, {@code root\virtualization\v2} for
 * disks, {@code root\MSCluster} for the cluster itself (contract 3.1).
 *
 * <p>Everything here is plain Java over {@link io.hvcr.agent.host.wmi.WmiSession} and runs on any system; only
 * {@code host.wmi.jna} below it talks to COM.
 */
@NullMarked
package io.hvcr.agent.host.wmi;

import org.jspecify.annotations.NullMarked;
