// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import io.javalin.Javalin;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Javalin with one handler that reads the body and answers a constant: no JSON, no authentication, no journal. */
final class BareJavalin {

    private BareJavalin() {}

    public static void main(String[] args) {
        Javalin app = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.routes.post("/rpc", context -> {
                context.bodyAsBytes();
                context.contentType("application/json").result(Floors.ANSWER);
            });
            config.jetty.addConnector((server, http) -> {
                SslContextFactory.Server tls = new SslContextFactory.Server();
                tls.setSslContext(BenchTls.server());
                HttpConfiguration secure = new HttpConfiguration(http);
                secure.addCustomizer(new SecureRequestCustomizer(false));
                ServerConnector connector = new ServerConnector(
                        server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(secure));
                connector.setHost("127.0.0.1");
                connector.setPort(0);
                return connector;
            });
        });
        app.start();
        Floors.ready(((ServerConnector) app.jettyServer().server().getConnectors()[0]).getLocalPort());
    }
}
