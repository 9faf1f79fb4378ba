"""The launcher's own screen: out of service, calm, in both languages. Run by itself, it imports nothing of the program.

Drawn with Qt if available, else Tk.
"""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress

LINES = (
    ("暂停服务", 0.07),
    ("请先参观其他展项，稍后再来。", 0.028),
    ("Out of service. Please enjoy the rest of the hall.", 0.024),
    ("YK-805", 0.02),
)
BACKGROUND, TEXT_COLOUR, ACCENT = "#0c1513", "#e9e2cf", "#c7a24a"
# Removed from the environment before Qt starts a dbus-daemon, which would notify there that all is ready.
LAUNCHER = os.environ.pop("NOTIFY_SOCKET", "")


def notify(text: str) -> None:
    """Send a sign of life to the launcher."""
    if LAUNCHER and hasattr(socket, "AF_UNIX"):
        name = "\0" + LAUNCHER[1:] if LAUNCHER.startswith("@") else LAUNCHER
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as client:
            client.sendto(text.encode(), name)


def with_qt() -> int:
    """Show it with Qt until stopped. Raises ImportError where Qt is missing."""
    from PySide6.QtCore import QLocale, QRectF, Qt, QTimer
    from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPaintEvent, QRasterWindow

    class OutOfServiceWindow(QRasterWindow):
        def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
            painter = QPainter(self)
            painter.fillRect(0, 0, self.width(), self.height(), QColor(BACKGROUND))
            side, top = min(self.width(), self.height()), self.height() * 0.36
            painter.fillRect(QRectF(self.width() / 2 - side * 0.06, top - side * 0.05, side * 0.12, 3), QColor(ACCENT))
            painter.setPen(QColor(TEXT_COLOUR))
            for text, share in LINES:
                font = QFont("Noto Sans CJK SC")
                font.setPixelSize(max(14, int(side * share)))
                painter.setFont(font)
                rect = QRectF(0, top, self.width(), side * share * 2)
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
                top += side * share * 2
            painter.end()

    application = QGuiApplication([sys.argv[0]])
    # Independent of the system's language: Qt draws Chinese in the forms of its default locale.
    QLocale.setDefault(QLocale("zh_CN"))
    window = OutOfServiceWindow()
    window.setGeometry(application.primaryScreen().geometry())
    window.setFlag(Qt.WindowType.FramelessWindowHint)
    window.setCursor(Qt.CursorShape.BlankCursor)
    window.showFullScreen()
    heartbeat = QTimer(interval=2_000)
    heartbeat.timeout.connect(lambda: notify("WATCHDOG=1"))
    heartbeat.start()
    QTimer.singleShot(500, lambda: notify("READY=1\nWATCHDOG=1\nSTATUS=Out of service: the kiosk keeps failing."))
    return application.exec()


def with_tk() -> int:
    """Show it with Tk until stopped. Raises ImportError where Tk is missing."""
    import tkinter as tk

    root = tk.Tk()
    root.attributes("-fullscreen", True)
    root.configure(background=BACKGROUND, cursor="none")
    side = min(root.winfo_screenwidth(), root.winfo_screenheight())
    frame = tk.Frame(root, background=BACKGROUND)
    frame.place(relx=0.5, rely=0.5, anchor="center")
    for text, share in LINES:
        font = ("Noto Sans CJK SC", -max(14, int(side * share)))
        tk.Label(frame, text=text, font=font, foreground=TEXT_COLOUR, background=BACKGROUND).pack(pady=side * 0.01)

    def send_heartbeat() -> None:
        notify("READY=1\nWATCHDOG=1\nSTATUS=Out of service: the kiosk keeps failing.")
        root.after(2_000, send_heartbeat)

    send_heartbeat()
    root.mainloop()
    return 0


def main() -> int:
    """Show the screen; return 1 where nothing here can draw."""
    for show in (with_qt, with_tk):
        try:
            return show()
        except Exception as error:  # noqa: BLE001  on any error, the next toolkit may work
            sys.stderr.write(f"{show.__name__}: {error}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
