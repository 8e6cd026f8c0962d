// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether a person sits in front of the process, so that a progress bar may be drawn over and over. */
final class People {

    private People() {}

    /**
     * Up to Java 21 there is a console only where both standard streams are a terminal; from 22 on there always is one, and it has to
     * be asked.
     */
    @SuppressWarnings("SystemConsoleNull") // the reason is above
    static boolean watch() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException beforeJava22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException unexpected) {
            return false;
        }
    }
}
