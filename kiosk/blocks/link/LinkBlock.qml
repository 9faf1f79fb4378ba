import Kiosk.Blocks

LinkButton {}
