import Kiosk.Parts

Ledger {
    required property var block

    entries: block.steps
}
