// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Makes the one connector: HTTP/1.1 alone, over TLS 1.2 with AEAD suites or 1.3, or plain on loopback.
 *
 * <p>TLS 1.2 is there because Server 2019's own clients have nothing newer (design 6).
 */
final class Connectors {

    private static final String[] AEAD_SUITES = {
        "TLS_AES_.*", "TLS_CHACHA20_.*", "TLS_ECDHE_.*_GCM_.*", "TLS_ECDHE_.*_CHACHA20_.*"
    };

    private Connectors() {}

    static ServerConnector create(Server server, HttpSettings settings, Security security) {
        HttpConnectionFactory http = new HttpConnectionFactory(httpConfiguration(settings.limits(), security));
        ServerConnector connector = switch (security) {
            case Security.Insecure ignored -> new ServerConnector(server, http);
            case Security.Protected guarded ->
                new ServerConnector(
                        server, new SslConnectionFactory(tls(guarded.certificate()), http.getProtocol()), http);
        };
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.limits().idleTimeout().toMillis());
        connector.addBean(new SlowRequests(settings.limits().requestTimeout(), server.getScheduler()));
        connector.addBean(new NetworkConnectionLimit(settings.limits().maxConnections(), new Connector[] {connector}));
        return connector;
    }

    private static HttpConfiguration httpConfiguration(HttpLimits limits, Security security) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(limits.maxHeaderBytes());
        configuration.setHttpCompliance(HttpCompliance.RFC9110);
        configuration.setUriCompliance(UriCompliance.RFC3986);
        if (security instanceof Security.Protected) {
            // Names are checked by AllowedHosts; a client that comes by address sends no SNI at all.
            configuration.addCustomizer(new SecureRequestCustomizer(false));
        }
        return configuration;
    }

    private static SslContextFactory.Server tls(ServerCertificate certificate) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        String password = new String(ServerCertificate.password());
        tls.setKeyStore(certificate.keyStore());
        tls.setKeyStorePassword(password);
        tls.setKeyManagerPassword(password);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setExcludeProtocols();
        tls.setExcludeCipherSuites();
        tls.setIncludeCipherSuites(AEAD_SUITES);
        tls.setRenegotiationAllowed(false);
        return tls;
    }
}
