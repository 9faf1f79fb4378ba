"""Network block: QML opens no network connection; every request is refused."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkProxy
from PySide6.QtQml import QQmlEngine, QQmlNetworkAccessManagerFactory


def block_network(engine: QQmlEngine) -> None:
    """Let an engine, before it loads anything, open no connection."""
    engine.setNetworkAccessManagerFactory(_NoNetwork.shared())


def create_types(engine: QQmlEngine) -> None:
    """Create all types of PySide now, in Qt's main thread, before a request of QML does so in another.

    PySide 6.11 creates its types when they are first needed, and crashes where two threads do so at once. To wrap an
    object of unknown type it needs all of them. That takes 13 ms, and no screen of the kiosk makes a request: so it is
    done once the first frame is drawn.
    """
    engine.children()


class _NoNetwork(QQmlNetworkAccessManagerFactory):
    """Factory of network managers whose proxy serves neither http nor https.

    Qt answers at once that no proxy is suitable, and opens no socket, not even to this machine. No request passes
    through Python: a manager that refused in Python was called in Qt's threads, and crashed 4 programs in 180.
    """

    _one: _NoNetwork | None = None

    def __init__(self) -> None:
        super().__init__()
        self._nowhere = QNetworkProxy(QNetworkProxy.ProxyType.FtpCachingProxy)

    @classmethod
    def shared(cls) -> _NoNetwork:
        """Return the one factory; the engine does not keep it alive."""
        cls._one = cls._one or cls()
        return cls._one

    def create(self, parent: QObject) -> QNetworkAccessManager:
        """Return a manager for one of the engine's threads."""
        manager = QNetworkAccessManager(parent)
        manager.setProxy(self._nowhere)
        return manager
