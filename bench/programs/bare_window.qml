import QtQuick

Window {
    height: 1080
    visible: true
    width: 1920

    Text {
        anchors.centerIn: parent
        text: "镇江新区"
    }
}
