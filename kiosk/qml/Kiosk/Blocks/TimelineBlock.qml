import Kiosk.Parts

Ledger {
    required property var block

    entries: block.moments
    shown: Slices.of(entries, block)
}
