"""The knowledge side of fazhi: from report files to proven, quoted answers."""
