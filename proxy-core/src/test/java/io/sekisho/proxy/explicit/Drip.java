package io.sekisho.proxy.explicit;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends byte by byte, some milliseconds apart, until all is sent or the peer is gone. */
final class Drip {
  private static final int PAUSE_MILLIS = 15;

  private Drip() {}

  static void into(Wire wire, String text) {
    Threads.run(() -> drip(wire, text));
  }

  private static void drip(Wire wire, String text) {
    try {
      for (int i = 0; i < text.length(); i++) {
        wire.send(text.substring(i, i + 1));
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (IOException e) {
      // The peer has had enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
