"""Sound: this machine's sound server, the outputs that Qt lists, and a test tone for each loudspeaker."""
