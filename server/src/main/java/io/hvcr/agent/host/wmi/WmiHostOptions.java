// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.util.Objects;

/**
 * What only a real cluster can settle (contract 7), as switches with the likeliest value as default.
 *
 * @param settingsForm how setting data is rendered for the host (contract 4.6)
 * @param diskForm how {@code IncludedDisks} names a disk when the agent writes it (contract 3.4, 7.2)
 * @param nodePolicy whether the agent acts for collections whose members another node owns (contract 7.14)
 */
public record WmiHostOptions(SettingsForm settingsForm, DiskForm diskForm, NodePolicy nodePolicy) {

    /** Rendered by the host itself; disks by object path; any node acts for any collection. */
    public static final WmiHostOptions DEFAULTS =
            new WmiHostOptions(SettingsForm.HOST_WMI_DTD, DiskForm.OBJECT_PATH, NodePolicy.ANY);

    /** Who writes setting data as text, and in which form. */
    public enum SettingsForm {
        /** The host's text source, WMI DTD 2.0; our own writer in the same form where there is no text source. */
        HOST_WMI_DTD,
        /** The host's text source, CIM DTD 2.0; our own writer in the same form where there is no text source. */
        HOST_CIM_DTD,
        /** Our own writer, WMI DTD 2.0. */
        OWN_WMI_DTD,
        /** Our own writer, CIM DTD 2.0. */
        OWN_CIM_DTD;

        InstanceForm form() {
            return switch (this) {
                case HOST_WMI_DTD, OWN_WMI_DTD -> InstanceForm.WMI_DTD;
                case HOST_CIM_DTD, OWN_CIM_DTD -> InstanceForm.CIM_DTD;
            };
        }

        boolean byHost() {
            return this == HOST_WMI_DTD || this == HOST_CIM_DTD;
        }
    }

    /** The three ways in which {@code IncludedDisks} can name a disk. */
    public enum DiskForm {
        OBJECT_PATH,
        INSTANCE_ID,
        EMBEDDED_INSTANCE
    }

    /** On which node a collection may be acted for. */
    public enum NodePolicy {
        /** On any; where the host then says that the object is not here, the answer names the owner. */
        ANY,
        /** Only on a node that owns a member; otherwise the answer names the owner without calling the host. */
        OWNER
    }

    public WmiHostOptions {
        Objects.requireNonNull(settingsForm, "settingsForm");
        Objects.requireNonNull(diskForm, "diskForm");
        Objects.requireNonNull(nodePolicy, "nodePolicy");
    }
}
