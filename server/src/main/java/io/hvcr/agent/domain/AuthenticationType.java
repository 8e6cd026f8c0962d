// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/**
 * How the two sides authenticate each other (contract 3.4): Kerberos over HTTP, or certificates over HTTPS.
 */
public sealed interface AuthenticationType extends Coded {

    /** The documented numbers. */
    enum Known implements AuthenticationType {
        KERBEROS(1, "Kerberos"),
        CERTIFICATE(2, "Certificate");

        private final int number;
        private final String label;

        Known(int number, String label) {
            this.number = number;
            this.label = label;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** A number that no reference documents; it survives unchanged. */
    record Unknown(int number) implements AuthenticationType {
        @Override
        public String label() {
            return Coded.unknownLabel(number);
        }
    }

    /** The value with this number, known or not. */
    static AuthenticationType of(int number) {
        for (Known known : Known.values()) {
            if (known.number == number) {
                return known;
            }
        }
        return new Unknown(number);
    }
}
