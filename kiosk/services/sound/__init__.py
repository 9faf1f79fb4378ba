"""What sounds: the sound server of this machine, the outputs that Qt lists there, and a tone for each loudspeaker."""
