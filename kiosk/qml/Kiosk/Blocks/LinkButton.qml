import Kiosk.Parts
import Kiosk.Theme

// A link to another page.
RingButton {
    id: root

    required property var block

    signal followed(string panel, string page)

    icon: "next"
    identifier: "link:" + block.panel + (block.page ? "/" + block.page : "")
    label: Words.of(block.label)
    most: (parent?.width ?? width) - ringSize - Theme.u(18)

    onActivated: root.followed(block.panel, block.page)
}
