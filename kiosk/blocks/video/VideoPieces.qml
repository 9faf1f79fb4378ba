import Kiosk.Blocks

PlayedPieces {}
