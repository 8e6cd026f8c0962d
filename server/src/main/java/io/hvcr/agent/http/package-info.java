// SPDX-License-Identifier: Apache-2.0

/**
 * HTTP and TLS: listening, authentication, limits, metrics. The only package that sees Javalin, Jetty, Bouncy Castle and Prometheus.
 *
 * <p>{@link io.hvcr.agent.http.HttpServer} serves {@code POST /rpc}, {@code GET /healthz} and {@code GET /metrics}. Whatever
 * is refused is refused before a byte of the body is read, and every refusal is a JSON-RPC error with id null. What first start makes
 * are a {@link io.hvcr.agent.http.ServerCertificate} and a {@link io.hvcr.agent.http.TokenStore} with one administrator token.
 */
@NullMarked
package io.hvcr.agent.http;

import org.jspecify.annotations.NullMarked;
