"""From a frame to the records that support an answer: `candidates`, then `judge` requirement by requirement."""
