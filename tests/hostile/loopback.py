"""A fetcher that may go to loopback, names that lead there, and certificates made on the spot."""

from __future__ import annotations

import dataclasses
import datetime as dt
import ssl
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mediawire.intake.fetcher import Fetcher, Outside
from mediawire.model.settings import Manners

AGENT = "mediawire/test (+https://wire.example/contact)"


def clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def manners(**changes: object) -> Manners:
    """Manners that may ask loopback, at no pace."""
    return dataclasses.replace(Manners(local=("127.0.0.0/8",), pace=0.0, deadline=90.0), **changes)  # type: ignore[arg-type]


class Names:
    """A resolver with a table; a name's addresses may change with each look-up. Unknown names have none."""

    def __init__(self, table: Mapping[str, Sequence[str] | Callable[[], Sequence[str]]]) -> None:
        self.table = table
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        found = self.table.get(host)
        if found is None:
            raise OSError(-2, "Name or service not known")
        return list(found() if callable(found) else found)


def fetcher(
    names: Names | None = None,
    *,
    trust: ssl.SSLContext | None = None,
    now: Callable[[], dt.datetime] = clock,
    **changes: object,
) -> Fetcher:
    """A fetcher for loopback."""
    return Fetcher(manners(**changes), AGENT, now, Outside(resolve=names, trust=trust))


class Authority:
    """A certificate authority of one test, which signs whatever it is asked to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Loopback Test Authority")])
        extension = x509.BasicConstraints(ca=True, path_length=None)
        self._certificate = (
            self._begun(self._name, self._key, dt.timedelta(days=1))
            .add_extension(extension, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
            .add_extension(_signing_usage(), critical=True)
            .sign(self._key, hashes.SHA256())
        )

    def _begun(
        self, subject: x509.Name, key: ec.EllipticCurvePrivateKey, lasts: dt.timedelta
    ) -> x509.CertificateBuilder:
        moment = clock()
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(moment - dt.timedelta(days=30))
            .not_valid_after(moment + lasts)
        )

    def server(self, host: str, *, lasts: dt.timedelta = dt.timedelta(days=1)) -> ssl.SSLContext:
        """The TLS side of a server for this host; `lasts` is negative for a certificate that has expired."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        certificate = (
            self._begun(subject, key, lasts)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
            .add_extension(issuer, critical=False)
            .sign(self._key, hashes.SHA256())
        )
        path = self._folder / f"{host}-{lasts.days}.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def trust(self) -> ssl.SSLContext:
        """The TLS side of a client that trusts this authority alone."""
        pem = self._certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")
        return ssl.create_default_context(cadata=pem)


def _signing_usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
