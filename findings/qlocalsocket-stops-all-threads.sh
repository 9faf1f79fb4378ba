#!/bin/sh
# In PySide6, QLocalSocket.waitForReadyRead holds the interpreter's lock while it waits: no other Python thread runs. What that
# thread was to answer never comes, and the wait takes its whole time. QTcpSocket's and QProcess's waits let go of the lock.
#
# Who is hurt: whoever talks over a local socket to a server, or to a thread that feeds it, in the same program, and whoever waits in
# a thread of its own so that the rest lives on: all of it stands still. A test of a server in a thread looks like a hanging server.
# Versions: PySide6-Essentials 6.11.3, shiboken6 6.11.3.
# Guessed: all waits of Qt that may block let go of the lock, as QProcess.waitForFinished and QSemaphore.tryAcquire do.
# Seen: of two sockets with the same wait one holds it. A thread that counts every 10 ms stands still, and an answer that is ready in
# 0.1 s is not seen in 2 s.
# What to do: use readyRead and the event loop; to wait in Python, use the socket module, whose calls let go of the lock.
#
# Exit 0: as stated; 1: it changed; 2: it could not be tried.
set -u
D=$(mktemp -d) || exit 2
trap 'rm -rf "$D"' EXIT INT TERM
python3 -m venv "$D/venv" || exit 2
"$D/venv/bin/python" -m pip install -q PySide6-Essentials==6.11.3 shiboken6==6.11.3 || exit 2
"$D/venv/bin/python" -m pip list 2>/dev/null | grep -i -E "^(pyside6|shiboken6) |^PySide6_Essentials"

cat >"$D/waits.py" <<'P'
import socket
import sys
import threading
import time

from PySide6.QtCore import QCoreApplication, QProcess, QSemaphore
from PySide6.QtNetwork import QHostAddress, QLocalSocket, QTcpSocket

app = QCoreApplication(sys.argv)
ticks = []


def count():
    while True:
        ticks.append(time.monotonic())
        time.sleep(0.01)


def answering(family, address):
    """A server in a thread of this program, which answers each word after 0.1 s."""
    server = socket.socket(family)
    server.bind(address)
    server.listen()

    def serve():
        while True:
            peer, _ = server.accept()
            peer.recv(9)
            time.sleep(0.1)
            peer.send(b"answer")

    threading.Thread(target=serve, daemon=True).start()
    return server.getsockname()


def waited(name, wait):
    before = time.monotonic()
    came = wait()
    after = time.monotonic()
    turns = sum(before < tick < after for tick in ticks)
    print(f"{name:30} {'came' if came else 'did not come'} in {after - before:.1f} s; turns of the other thread: {turns}")
    return came, turns


def asking(kind, connect):
    peer = kind()
    connect(peer)
    assert peer.waitForConnected(2000)
    peer.write(b"ask")
    peer.flush()
    return peer


threading.Thread(target=count, daemon=True).start()
path = answering(socket.AF_UNIX, sys.argv[1])
port = answering(socket.AF_INET, ("127.0.0.1", 0))[1]
time.sleep(0.2)

plain = socket.socket(socket.AF_UNIX)
plain.connect(path)
plain.send(b"ask")
good = waited("socket.recv", lambda: plain.recv(9))[0] == b"answer"

sleeper = QProcess()
sleeper.start("sleep", ["1"])
good = waited("QProcess.waitForFinished", lambda: sleeper.waitForFinished(2000))[1] > 5 and good
good = waited("QSemaphore.tryAcquire", lambda: QSemaphore(0).tryAcquire(1, 1000))[1] > 5 and good

local = asking(QLocalSocket, lambda peer: peer.connectToServer(path))
came, turns = waited("QLocalSocket.waitForReadyRead", lambda: local.waitForReadyRead(2000))
good = good and not came and turns <= 2
tcp = asking(QTcpSocket, lambda peer: peer.connectToHost(QHostAddress("127.0.0.1"), port))
came, turns = waited("QTcpSocket.waitForReadyRead", lambda: tcp.waitForReadyRead(2000))
good = good and came and turns > 2
sys.exit(0 if good else 1)
P
"$D/venv/bin/python" "$D/waits.py" "$D/s"
