# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""Where the agent is and how to prove who we are: options and environment become one checked set of settings."""

from __future__ import annotations

import ipaddress
import os

from urllib.parse import unquote, urlsplit

from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import ArgumentError

#: The options that say where and who, in groups: a group is taken from one source only, so that an option never meets
#: half of what the environment holds.
GROUPS = (("url",), ("token", "token_file"), ("ca_file",), ("client_cert", "client_key"))

#: Everything that a playbook can also give as a variable of the host, named hvcr_ and the option.
OPTIONS = ("url", "token", "token_file", "ca_file", "client_cert", "client_key", "proxy", "expect_cluster")


class Address:
    """One agent's address."""

    def __init__(self, url, option="url"):
        text = url.strip()
        parts = urlsplit(text)
        if parts.scheme not in ("https", "http") or not parts.hostname:
            raise ArgumentError(option, "%s is %s; an agent's address looks like https://hv01.example.com:8443" % (option, text or "empty"))
        if parts.username is not None or parts.password is not None:
            raise ArgumentError(option, "%s holds a user name; give a token instead" % option)
        if parts.query or parts.fragment or parts.path not in ("", "/", "/rpc"):
            raise ArgumentError(option, "%s is %s; give only scheme, host and port, such as https://hv01.example.com:8443" % (option, text))
        try:
            port = parts.port
        except ValueError as error:
            raise ArgumentError(option, "%s is %s: its port is not a number between 1 and 65535" % (option, text)) from error
        self.tls = parts.scheme == "https"
        self.host = parts.hostname
        self.port = port or 8443
        if not self.tls and not _is_loopback(self.host):
            raise ArgumentError(
                option, "%s is %s: plain http is for an agent on this machine only (localhost); use https" % (option, text), "plain_http"
            )
        shown = "[%s]" % self.host if ":" in self.host else self.host
        self.authority = "%s:%d" % (shown, self.port)
        self.url = "%s://%s" % (parts.scheme, self.authority)


class Proxy:
    """An HTTP proxy through which connections are tunnelled."""

    def __init__(self, url):
        parts = urlsplit(url.strip())
        if parts.scheme != "http" or not parts.hostname or parts.path not in ("", "/"):
            raise ArgumentError("proxy", "proxy looks like http://proxy.example.com:3128")
        try:
            self.port = parts.port or 3128
        except ValueError as error:
            raise ArgumentError("proxy", "proxy: its port is not a number between 1 and 65535") from error
        self.host = parts.hostname
        self.username = unquote(parts.username) if parts.username else None
        self.password = unquote(parts.password) if parts.password else None


class ConnectionSettings:
    """Checked settings. Reading them opens no connection."""

    def __init__(
        self, addresses, token=None, ca_file=None, client_cert=None, client_key=None, proxy=None, expect_cluster=None, timeouts=None
    ):
        self.addresses = addresses
        self.token = token
        self.ca_file = ca_file
        self.client_cert = client_cert
        self.client_key = client_key
        self.proxy = proxy
        self.expect_cluster = expect_cluster
        connect, read, reconnect = timeouts or (10, 60, 60)
        self.connect_timeout = connect
        self.read_timeout = read
        self.reconnect_timeout = reconnect

    @property
    def secrets(self):
        """What must never be shown."""
        secrets = [self.token]
        if self.proxy is not None:
            secrets.append(self.proxy.password)
        return [secret for secret in secrets if secret]

    @classmethod
    def of(cls, params, environ):
        """From a task's options; what they leave open comes from the environment of this process."""
        given = with_environment(params, environ)
        urls = [url for url in (given.get("url") or []) if url and url.strip()]
        if not urls:
            raise ArgumentError(
                "url",
                "no agent address: set the option url, the variable hvcr_url of the host, or the environment variable HVCR_URL",
                "missing_member",
            )
        if given.get("token") and given.get("token_file"):
            raise ArgumentError("token", "both token and token_file are given; give one of them")
        if bool(given.get("client_cert")) != bool(given.get("client_key")):
            missing = "client_key" if given.get("client_cert") else "client_cert"
            raise ArgumentError(missing, "client_cert and client_key belong together; %s is missing" % missing, "missing_member")
        for option in ("ca_file", "client_cert", "client_key"):
            if given.get(option) and not os.path.isfile(given[option]):
                raise ArgumentError(option, "%s: there is no file %s" % (option, given[option]))
        for option in ("connect_timeout", "read_timeout", "reconnect_timeout"):
            if params[option] < 1:
                raise ArgumentError(option, "%s is %d; it is a number of seconds, at least 1" % (option, params[option]))
        addresses = [Address(url) for url in urls]
        proxy = Proxy(params["proxy"]) if params.get("proxy") else None
        if proxy is not None and not all(address.tls for address in addresses):
            raise ArgumentError("proxy", "proxy is for https agents; plain http does not leave this machine")
        return cls(
            addresses,
            token=_token(given),
            ca_file=given.get("ca_file"),
            client_cert=given.get("client_cert"),
            client_key=given.get("client_key"),
            proxy=proxy,
            expect_cluster=params.get("expect_cluster") or None,
            timeouts=(params["connect_timeout"], params["read_timeout"], params["reconnect_timeout"]),
        )


def with_environment(params, environ):
    """The options, and for each group of which the task gives nothing the environment's values."""
    given = {}
    for group in GROUPS:
        if any(params.get(option) for option in group):
            given.update({option: params.get(option) for option in group})
            continue
        for option in group:
            value = environ.get("HVCR_" + option.upper())
            if not value:
                continue
            if option == "url":
                given[option] = [part.strip() for part in value.split(",")]
            else:
                given[option] = value if option == "token" else os.path.expanduser(value)
    return given


def _token(given):
    token = given.get("token")
    source = "token"
    if given.get("token_file"):
        source = "token_file"
        try:
            with open(given["token_file"], encoding="utf-8") as stream:
                token = stream.read()
        except (OSError, UnicodeDecodeError) as error:
            raise ArgumentError(source, "token_file: %s cannot be read: %s" % (given["token_file"], _why(error))) from error
    if token is None:
        return None
    token = token.strip()
    if not token:
        raise ArgumentError(source, "%s is empty" % source)
    if not token.isascii() or not token.isprintable() or " " in token:
        raise ArgumentError(source, "%s is not one token: it holds a space, a line end or a character outside ASCII" % source)
    return token


def _why(error):
    return getattr(error, "strerror", None) or str(error)


def _is_loopback(host):
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
