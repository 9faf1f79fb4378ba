import Kiosk.Blocks
import Kiosk.Parts

Ledger {
    required property var block

    entries: block.steps
    shown: Slices.of(entries, block)
}
