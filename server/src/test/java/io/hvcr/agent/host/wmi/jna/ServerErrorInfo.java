// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Pointer;
import io.hvcr.agent.host.wmi.WmiObject;
import io.hvcr.agent.host.wmi.WmiProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** IErrorInfo with a description; or, as WMI mostly has it, one that is an {@code __ExtendedStatus} object as well. */
final class ServerErrorInfo extends ServerObject {

    private final String text;
    private final boolean extended;

    ServerErrorInfo(ComServer server, String text, boolean extended) {
        super(server, ComServer.IID_ERROR_INFO, server.vtables().errorInfo());
        this.text = text;
        this.extended = extended;
    }

    int description(Pointer out) {
        out.setPointer(0, server().bstr(text));
        return Com.S_OK;
    }

    @Override
    @Nullable
    Pointer query(String wanted) {
        if (extended && wanted.equals(ComServer.IID_CLASS_OBJECT)) {
            return new ServerClassObject(
                            server(),
                            new WmiObject(
                                    "__ExtendedStatus",
                                    null,
                                    List.of(
                                            WmiProperty.text("Description", text),
                                            WmiProperty.text("ParameterInfo", ""),
                                            WmiProperty.text("Operation", "ExecMethod"))),
                            null)
                    .pointer();
        }
        return super.query(wanted);
    }
}
