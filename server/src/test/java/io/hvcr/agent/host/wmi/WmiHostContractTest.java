// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.host.HostFixture;
import io.hvcr.agent.host.HyperVHostContractTest;
import java.nio.file.Path;

/** The host layer keeps the contract of the port, over WMI in front of a fabric. */
class WmiHostContractTest extends HyperVHostContractTest {

    @Override
    protected HostFixture open(Path folder, String scenario) {
        return new WrappedFixture(
                folder,
                scenario,
                port -> new WmiHost(
                        new FabricWmi(port), port.identity().node(), WmiHostOptions.DEFAULTS, port::hostTime));
    }
}
