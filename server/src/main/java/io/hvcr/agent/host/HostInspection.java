// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

import java.util.List;

/** What only a real host can tell, for a person who looks into it: no decision of the agent rests on any of it. */
public interface HostInspection {

    /** The rights with which the agent acts on the host. */
    ProcessRights rights();

    /** What reading alone tells about the open questions of contract 7. Nothing is changed; what cannot be read says so. */
    List<Finding> findings();
}
