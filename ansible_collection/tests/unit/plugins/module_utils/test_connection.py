# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.hvcr.hyperv.plugins.module_utils._connection import ConnectionSettings
from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import ArgumentError

NOTHING = {
    "url": None,
    "token": None,
    "token_file": None,
    "ca_file": None,
    "client_cert": None,
    "client_key": None,
    "proxy": None,
    "expect_cluster": None,
    "connect_timeout": 10,
    "read_timeout": 60,
    "reconnect_timeout": 60,
}


def settings(environ=None, **params):
    return ConnectionSettings.of(dict(NOTHING, **params), environ or {})


@pytest.mark.parametrize(
    "url, host, port, tls",
    [
        ("https://hv01.example.com:9443", "hv01.example.com", 9443, True),
        ("https://hv01.example.com", "hv01.example.com", 8443, True),
        ("https://hv01.example.com/rpc", "hv01.example.com", 8443, True),
        (" https://[2001:db8::1]:8443/ ", "2001:db8::1", 8443, True),
        ("http://localhost:8080", "localhost", 8080, False),
        ("http://127.0.0.1:8080", "127.0.0.1", 8080, False),
        ("http://[::1]:8080", "::1", 8080, False),
    ],
)
def test_addresses(url, host, port, tls):
    address = settings(url=[url]).addresses[0]
    assert (address.host, address.port, address.tls) == (host, port, tls)


@pytest.mark.parametrize(
    "url, says",
    [
        ("http://hv01.example.com:8443", "on this machine only"),
        ("http://127.0.0.1.example.com", "on this machine only"),
        ("http://localhost.example.com", "on this machine only"),
        ("ftp://hv01", "looks like"),
        ("hv01:8443", "looks like"),
        ("https://", "looks like"),
        ("https://me:secret@hv01", "holds a user name"),
        ("https://hv01/api", "only scheme, host and port"),
        ("https://hv01?x=1", "only scheme, host and port"),
        ("https://hv01:99999", "is not a number between"),
    ],
)
def test_addresses_that_are_refused(url, says):
    with pytest.raises(ArgumentError) as caught:
        settings(url=[url])
    assert says in caught.value.message
    assert "secret" not in caught.value.message


def test_without_an_address_all_places_for_it_are_named():
    with pytest.raises(ArgumentError) as caught:
        settings()
    for place in ("option url", "hvcr_url", "HVCR_URL"):
        assert place in caught.value.message


def test_the_environment_fills_what_is_open(tmp_path):
    token = tmp_path / "token"
    token.write_text("from-a-file\n", encoding="utf-8")
    environ = {"HVCR_URL": "https://a, https://b", "HVCR_TOKEN_FILE": str(token), "HVCR_CA_FILE": str(token)}
    found = settings(environ)
    assert [address.host for address in found.addresses] == ["a", "b"]
    assert found.token == "from-a-file"
    assert found.ca_file == str(token)


def test_the_environment_never_beats_a_task_not_even_in_half_of_a_group(tmp_path):
    token = tmp_path / "token"
    token.write_text("mine", encoding="utf-8")
    environ = {"HVCR_URL": "https://b", "HVCR_TOKEN": "not-mine", "HVCR_CLIENT_CERT": "/nowhere", "HVCR_CLIENT_KEY": "/nowhere"}
    found = settings(environ, url=["https://a"], token_file=str(token), client_cert=str(token), client_key=str(token))
    assert found.addresses[0].host == "a"
    assert found.token == "mine"
    assert found.client_cert == str(token)


@pytest.mark.parametrize(
    "content, says",
    [("", "is empty"), (" \n", "is empty"), ("two words", "not one token"), ("tok\u00e9n", "not one token"), ("a\nb", "not one token")],
)
def test_token_files_that_hold_no_token(tmp_path, content, says):
    token = tmp_path / "token"
    token.write_text(content, encoding="utf-8")
    with pytest.raises(ArgumentError) as caught:
        settings(url=["https://a"], token_file=str(token))
    assert says in caught.value.message


@pytest.mark.parametrize(
    "params, says",
    [
        ({"token_file": "/nowhere/token"}, "/nowhere/token cannot be read"),
        ({"ca_file": "/nowhere/ca.pem"}, "there is no file /nowhere/ca.pem"),
        ({"client_cert": "/nowhere/c.pem", "client_key": "/nowhere/k.pem"}, "there is no file /nowhere/c.pem"),
        ({"proxy": "proxy.example.com:3128"}, "looks like http://proxy"),
        ({"proxy": "https://proxy.example.com"}, "looks like http://proxy"),
        ({"connect_timeout": 0}, "at least 1"),
        ({"read_timeout": -1}, "at least 1"),
    ],
)
def test_settings_that_cannot_be_meant(params, says):
    with pytest.raises(ArgumentError) as caught:
        settings(url=["https://a"], **params)
    assert says in caught.value.message


def test_half_a_client_certificate_in_the_environment_is_an_error():
    with pytest.raises(ArgumentError) as caught:
        settings({"HVCR_CLIENT_CERT": "/c.pem"}, url=["https://a"])
    assert "client_key is missing" in caught.value.message


def test_both_tokens_in_the_environment_are_an_error():
    with pytest.raises(ArgumentError) as caught:
        settings({"HVCR_TOKEN": "a", "HVCR_TOKEN_FILE": "/b"}, url=["https://a"])
    assert "both token and token_file" in caught.value.message


def test_a_proxy_keeps_its_password_among_the_secrets():
    found = settings(url=["https://a"], token="t0ken", proxy="http://me:p%40ss@proxy:8080")
    assert (found.proxy.host, found.proxy.port, found.proxy.username) == ("proxy", 8080, "me")
    assert found.secrets == ["t0ken", "p@ss"]


def test_plain_http_needs_no_proxy():
    with pytest.raises(ArgumentError):
        settings(url=["http://localhost"], proxy="http://proxy:8080")
