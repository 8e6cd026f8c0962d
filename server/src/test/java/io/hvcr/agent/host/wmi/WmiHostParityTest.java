// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.wmi.WmiHostOptions.DiskForm;
import io.hvcr.agent.host.wmi.WmiHostOptions.NodePolicy;
import io.hvcr.agent.host.wmi.WmiHostOptions.SettingsForm;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The host layer over WMI in front of a fabric, in every form in which it can write settings and disks. */
class WmiHostParityTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "HOST_WMI_DTD, OBJECT_PATH",
        "OWN_CIM_DTD, INSTANCE_ID",
        "OWN_WMI_DTD, EMBEDDED_INSTANCE",
    })
    void answersThroughWmiWhatTheFabricAnswersItself(SettingsForm form, DiskForm disks) {
        UnaryOperator<HyperVHost> wmi = port -> new WmiHost(
                new FabricWmi(port),
                port.identity().node(),
                new WmiHostOptions(form, disks, NodePolicy.ANY),
                InstantSource.system());
        try (PortParity parity = new PortParity(folder, wmi)) {
            parity.run();
        }
    }
}
