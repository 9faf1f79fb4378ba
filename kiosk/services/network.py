"""The screens open no network connection: whatever QML is told to fetch, it is refused."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest
from PySide6.QtQml import QQmlNetworkAccessManagerFactory


class _Refusal(QNetworkAccessManager):
    """A manager that knows no scheme but a local file's."""

    def createRequest(  # noqa: N802  Qt's name
        self, operation: QNetworkAccessManager.Operation, request: QNetworkRequest, _data: object = None
    ) -> QNetworkReply:
        """Send nothing: an address other than a local file is replaced by one that leads nowhere."""
        if not request.url().isLocalFile():
            request.setUrl("refused:")
        return super().createRequest(operation, request)


class NoNetwork(QQmlNetworkAccessManagerFactory):
    """Gives the engine managers that refuse."""

    _one: NoNetwork | None = None

    @classmethod
    def shared(cls) -> NoNetwork:
        """The one factory; the engine does not keep it alive."""
        cls._one = cls._one or cls()
        return cls._one

    def create(self, parent: QObject) -> QNetworkAccessManager:
        """A manager for one of the engine's threads."""
        return _Refusal(parent)
