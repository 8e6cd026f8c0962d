// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

/** IClientSecurity of a proxy: takes the blanket, and complains about any that is too thin. */
final class ServerSecurity extends ServerObject {

    private final ServerObject proxy;

    ServerSecurity(ComServer server, ServerObject proxy) {
        super(server, ComServer.IID_CLIENT_SECURITY, server.vtables().security());
        this.proxy = proxy;
        proxy.addReference();
    }

    int setBlanket(long authenticationService, long authenticationLevel, long impersonationLevel) {
        if ((int) authenticationService != Com.RPC_C_AUTHN_WINNT
                || (int) authenticationLevel != Com.RPC_C_AUTHN_LEVEL_PKT_PRIVACY
                || (int) impersonationLevel != Com.RPC_C_IMP_LEVEL_IMPERSONATE) {
            server().mistake("a blanket of levels " + (int) authenticationLevel + " and " + (int) impersonationLevel);
        }
        proxy.protect();
        return Com.S_OK;
    }

    @Override
    void released() {
        proxy.release();
    }
}
