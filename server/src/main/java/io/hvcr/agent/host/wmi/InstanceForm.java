// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

/** The forms in which an instance travels as text (contract 4.6). */
public enum InstanceForm {
    /** XML by CIM DTD 2.0. */
    CIM_DTD(1),
    /** XML by WMI DTD 2.0: the one that Microsoft's sample for virtual machines sends. */
    WMI_DTD(2);

    private final int number;

    InstanceForm(int number) {
        this.number = number;
    }

    /** The format number of {@code IWbemObjectTextSrc}. */
    public int number() {
        return number;
    }
}
