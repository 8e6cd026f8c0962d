// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

/**
 * With which rights the agent acts on the host, as its access token really grants them (contract P14). A group that User Account
 * Control has filtered out of the token counts as not held, because the host will not honour it.
 *
 * @param account the account, such as {@code CONTOSO\svc-hvcr}
 * @param elevated whether the process runs with the full token
 * @param administrator whether local administrator's rights are in force
 * @param hyperVAdministrator whether the rights of Hyper-V Administrators are in force
 * @param localSystem whether it is the operating system's own account
 */
public record ProcessRights(
        String account, boolean elevated, boolean administrator, boolean hyperVAdministrator, boolean localSystem) {

    /** Whether Hyper-V lets this account do everything. */
    public boolean sufficient() {
        return localSystem || administrator || hyperVAdministrator;
    }

    /** One clause for people: the account and what it has. */
    public String describe() {
        if (localSystem) {
            return account + " (LocalSystem)";
        }
        return account + " ("
                + (elevated ? "elevated" : "not elevated") + ", "
                + (administrator ? "administrator" : "no administrator's rights in force") + ", "
                + (hyperVAdministrator ? "Hyper-V administrator" : "not in Hyper-V Administrators") + ")";
    }
}
