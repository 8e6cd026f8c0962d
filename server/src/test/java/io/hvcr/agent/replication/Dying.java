// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.host.HyperVHost;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;

/**
 * Kills an agent at one moment: just before or just after a host call, or in the middle of a transaction of its journal.
 * Moments are counted, so that a test can die at every single one.
 */
final class Dying {

    /** The agent is gone; nobody may catch this but the test. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death(String moment) {
            super(moment);
        }
    }

    private final int fatal;
    private int moments;
    private boolean dead;
    private String last = "";

    /** @param fatal the moment to die at, from 1 */
    Dying(int fatal) {
        this.fatal = fatal;
    }

    /** Where it died, for the message of a failed test. */
    String last() {
        return last;
    }

    private void moment(String what) {
        if (dead || ++moments == fatal) {
            dead = true;
            last = "moment " + fatal + ": " + what;
            throw new Death(last);
        }
    }

    HyperVHost around(HyperVHost host) {
        return (HyperVHost) Proxy.newProxyInstance(
                HyperVHost.class.getClassLoader(), new Class<?>[] {HyperVHost.class}, (proxy, method, arguments) -> {
                    moment("before " + method.getName());
                    Object answer;
                    try {
                        answer = method.invoke(host, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    moment("after " + method.getName());
                    return answer;
                });
    }

    /** The journal asks for the time once within every transaction that writes: to die there is to die before it is on the disk. */
    InstantSource around(InstantSource clock) {
        return () -> {
            moment("before a commit");
            return clock.instant();
        };
    }
}
