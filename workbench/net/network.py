"""How this machine reaches the network: proxy and trusted certificates, for every client alike.

What the environment says is read here, on purpose, and nowhere else.
"""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from workbench.core.errors import ErrorCode, WbError
from workbench.core.secret import Secret
from workbench.core.settings import ProxyMode, Settings
from workbench.core.texts import tr
from workbench.net.targets import is_own_host

if TYPE_CHECKING:
    import httpx

    Transport = httpx.AsyncBaseTransport

POOL = 10
"""Connections of one client."""


class Network(msgspec.Struct, frozen=True):
    """The network settings of a workspace.

    Attributes:
        proxy_mode: where the proxy comes from.
        proxy_url: of a manual proxy, without user and password.
        proxy_user, proxy_password: of a manual proxy that asks for them.
        ca_file: a company's own certificate authority (PEM), beside the system's; "" for none.
    """

    proxy_mode: ProxyMode = ProxyMode.SYSTEM
    proxy_url: str = ""
    proxy_user: Secret | None = None
    proxy_password: Secret | None = None
    ca_file: str = ""

    @classmethod
    def of(
        cls, settings: Settings, user: Secret | None = None, password: Secret | None = None
    ) -> Network:
        """Return the network that the settings describe; user and password are the proxy's."""
        return cls(settings.proxy_mode, settings.proxy_url, user, password, settings.ca_file)

    def ssl_context(self) -> ssl.SSLContext:
        """Return a context that trusts what the system trusts, and the company's authority.

        Raises:
            WbError: code TLS, where the authority's file cannot be read.
        """
        import truststore  # noqa: PLC0415 - wanted with the first connection only

        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.ca_file:
            try:
                context.load_verify_locations(cafile=self.ca_file)
            except (OSError, ssl.SSLError) as error:
                raise WbError(
                    ErrorCode.TLS,
                    tr(
                        "The file of the certificate authority cannot be used: {path}.",
                        path=self.ca_file,
                    ),
                    tr("Choose a PEM file in Settings, Network, or clear the field."),
                    detail=type(error).__name__,
                ) from None
        return context

    def proxy_of(self, url: str) -> str:
        """Return the proxy for a URL, "" for none; this machine is never asked for by proxy."""
        if self.proxy_mode is ProxyMode.NONE or is_own_host(urlsplit(url).hostname or ""):
            return ""
        if self.proxy_mode is ProxyMode.MANUAL:
            return self.proxy_url
        return _system_proxy(url)

    def transport(self, url: str, *, connections: int = POOL) -> httpx.AsyncBaseTransport:
        """Return a transport for URLs of one host.

        Raises:
            WbError: code TLS or PROXY, where the settings cannot be used.
        """
        import httpx  # noqa: PLC0415 - heavy

        proxy = self.proxy_of(url)
        limits = httpx.Limits(
            max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=5.0
        )
        return httpx.AsyncHTTPTransport(
            verify=self.ssl_context(),
            trust_env=False,
            limits=limits,
            proxy=self._signed(proxy) if proxy else None,
        )

    def _signed(self, proxy: str) -> httpx.Proxy:
        import httpx  # noqa: PLC0415 - heavy

        auth = None
        if self.proxy_mode is ProxyMode.MANUAL and self.proxy_user:
            password = self.proxy_password.reveal() if self.proxy_password else ""
            auth = (self.proxy_user.reveal(), password)
        try:
            return httpx.Proxy(proxy if "://" in proxy else f"http://{proxy}", auth=auth)
        except (ValueError, httpx.InvalidURL):
            raise WbError(
                ErrorCode.PROXY,
                tr("The proxy's address cannot be used."),
                tr("Write it as http://proxy.example:3128 in Settings, Network."),
            ) from None


def _system_proxy(url: str) -> str:
    """Return what the system or environment names for a URL's host, "" for none."""
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415 - not needed at start

    parts = urlsplit(url)
    if proxy_bypass(parts.hostname or ""):
        return ""
    proxies = getproxies()
    return proxies.get(parts.scheme, "") or proxies.get("all", "")
