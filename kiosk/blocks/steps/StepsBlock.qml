import Kiosk.Blocks
import Kiosk.Parts

EntryLine {
    required property var block

    entries: block.steps
    shown: Slices.of(entries, block)
    start: Slices.start(block)
}
