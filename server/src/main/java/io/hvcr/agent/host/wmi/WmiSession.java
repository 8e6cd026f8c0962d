// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.host.ProcessRights;
import java.util.List;

/**
 * The narrow interface to WMI, in plain Java values. Behind it stands COM ({@code host.wmi.jna}); nothing above it knows.
 *
 * <p>A namespace is {@code root\HyperVCluster\v2} on this machine, or {@code \\node\root\HyperVCluster\v2} on another one.
 * Every method ends by its deadline, may be called from any thread, and throws {@link WmiException} with what failed.
 */
public interface WmiSession extends AutoCloseable {

    /** All objects that a WQL query answers. An error in the middle of the rows is an error of the query: no part is answered. */
    List<WmiObject> query(String namespace, String wql);

    /** The object with this path, absolute or relative. */
    WmiObject get(String namespace, String path);

    /** A fresh instance of a class with the class's default values. */
    WmiObject spawn(String namespace, String className);

    /**
     * Calls a method and answers its out-parameters, the return value among them as {@code ReturnValue}.
     *
     * @param path the object path of the instance, as the host answered it
     * @param in the in-parameters; those without a value are left unset
     */
    WmiObject invoke(String namespace, String path, String method, List<WmiProperty> in);

    /** The text of an instance of a class, as the host's own text source writes it. */
    String render(String namespace, WmiObject instance, InstanceForm form);

    /** The rights of the account as which the session calls. */
    ProcessRights rights();

    /** Lets go of the host; calls after it are refused. */
    @Override
    void close();
}
