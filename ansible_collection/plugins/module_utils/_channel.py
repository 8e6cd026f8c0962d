# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""Opening a connection to one agent: through its proxy, with its TLS, and within its time."""

from __future__ import annotations

import base64
import http.client
import ssl

from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import ArgumentError, TransportError


def connect(settings, address):
    """A connection that stands, with its proxy and its TLS. An address that does not answer is an OSError."""
    peer = settings.proxy or address
    if address.tls:
        connection = http.client.HTTPSConnection(peer.host, peer.port, timeout=settings.connect_timeout, context=_tls_context(settings))
    else:
        connection = http.client.HTTPConnection(peer.host, peer.port, timeout=settings.connect_timeout)
    if settings.proxy is not None:
        headers = {}
        if settings.proxy.username is not None:
            pair = "%s:%s" % (settings.proxy.username, settings.proxy.password or "")
            headers["Proxy-Authorization"] = "Basic " + base64.b64encode(pair.encode("utf-8")).decode("ascii")
        connection.set_tunnel(address.host, address.port, headers)
    try:
        connection.connect()
    except BaseException:
        connection.close()
        raise
    # From here on the agent may take its time: a request may be held while an operation runs.
    connection.sock.settimeout(settings.read_timeout)
    return connection


def _tls_context(settings):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if settings.ca_file:
        try:
            context.load_verify_locations(cafile=settings.ca_file)
        except (OSError, ssl.SSLError) as error:
            raise ArgumentError("ca_file", "ca_file: %s holds no PEM certificate: %s" % (settings.ca_file, plain(error))) from error
        # The agent's own certificate is a fine anchor, also where an authority issued it.
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    else:
        context.load_default_certs(ssl.Purpose.SERVER_AUTH)
    if settings.client_cert:
        try:
            # An encrypted key would make OpenSSL ask at the terminal; the empty answer makes it fail instead.
            context.load_cert_chain(settings.client_cert, settings.client_key, password="")
        except (OSError, ssl.SSLError) as error:
            raise ArgumentError(
                "client_cert",
                "client_cert %s and client_key %s are not a PEM certificate and its unencrypted key: %s"
                % (settings.client_cert, settings.client_key, plain(error)),
            ) from error
    return context


def tls_failure(address, error):
    """What did not hold of a certificate, or of TLS, at an address."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return TransportError(
            "The certificate of the agent at %s was not accepted: %s. Give its certificate, or that of its authority, as ca_file"
            % (address.url, error.verify_message or plain(error)),
            "certificate",
            "not_started",
            address.url,
        )
    return TransportError("No TLS connection to the agent at %s: %s" % (address.url, plain(error)), "tls", "not_started", address.url)


def plain(error):
    """An error of the system in words, without its number and without the name of a Python class."""
    if isinstance(error, ssl.SSLError) and error.reason:
        return error.reason.replace("_", " ").lower()
    text = getattr(error, "strerror", None) or str(error)
    return text or type(error).__name__
