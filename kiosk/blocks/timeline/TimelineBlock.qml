import Kiosk.Blocks
import Kiosk.Parts

EntryLine {
    required property var block

    entries: block.moments
    listed: block.listed ?? false
    shown: Slices.of(entries, block)
    start: Slices.start(block)
}
