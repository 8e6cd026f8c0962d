// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.util.concurrent.TimeUnit;

/** How a slow answer is held back: the only real time that the simulator ever spends. */
interface Pause {

    void of(int milliseconds);

    /** Sleeps. */
    static Pause sleeping() {
        return milliseconds -> {
            if (milliseconds > 0) {
                try {
                    TimeUnit.MILLISECONDS.sleep(milliseconds);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
