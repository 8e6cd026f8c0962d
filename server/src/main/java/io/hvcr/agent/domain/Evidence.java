// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/** How far a statement about the host can be trusted (contract 0.1). */
public enum Evidence {
    /** Stated by Microsoft's reference for the collection API. */
    DOCUMENTED,
    /** Stated for single virtual machines; assumed for collections. */
    VIRTUAL_MACHINE,
    /** Inferred; must be checked on a real cluster. */
    INFERRED,
    /** Inferred with a plausible alternative: always behind an {@link Assumption}. */
    INFERRED_LOW
}
