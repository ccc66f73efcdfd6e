"""Cases, steps, letters and the cooperation plan: a cooperation on its way through the gate."""
