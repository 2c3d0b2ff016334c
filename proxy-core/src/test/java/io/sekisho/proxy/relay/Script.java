package io.sekisho.proxy.relay;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What one of two peers does with its connection, and so what the other may see of it. */
record Script(Sending sending, Reading reading) {

  /** What it says, and how it ends that. */
  enum Sending {
    ENDS(Ending.FIN),
    ENDS_AT_ONCE(Ending.FIN),
    /** Half of it; the rest when nothing moves any more. */
    STALLS(Ending.FIN),
    RESETS(Ending.RESET),
    CLOSES(Ending.CLOSE),
    CLOSES_AT_ONCE(Ending.CLOSE);

    private final Ending ending;

    Sending(Ending ending) {
      this.ending = ending;
    }

    Ending ending() {
      return ending;
    }

    boolean saysNothing() {
      return this == ENDS_AT_ONCE || this == CLOSES_AT_ONCE;
    }
  }

  /** How what is sent ends. */
  enum Ending {
    FIN,
    RESET,
    /** FIN, and whatever comes in afterwards is answered by a reset. */
    CLOSE
  }

  /** When it takes what it is sent. */
  enum Reading {
    AT_ONCE,
    SLOWLY,
    /** When nothing moves any more. */
    LATE,
    NEVER
  }

  /** The end of what a peer received. */
  enum Seen {
    NOTHING_YET,
    FIN,
    RESET
  }

  static List<Script> all() {
    return Stream.of(Sending.values())
        .flatMap(sending -> readings(sending).map(reading -> new Script(sending, reading)))
        .toList();
  }

  /** Who goes away reads at once or not at all: it is gone before it could read late. */
  private static Stream<Reading> readings(Sending sending) {
    return sending.ending() == Ending.FIN
        ? Stream.of(Reading.values())
        : Stream.of(Reading.AT_ONCE, Reading.NEVER);
  }

  /** The model: how the bytes of the other may end for one that follows this script. */
  Set<Seen> maySee(Script other) {
    if (reading == Reading.NEVER) {
      return EnumSet.of(Seen.NOTHING_YET, Seen.RESET);
    }
    if (sending.ending() != Ending.FIN) {
      return EnumSet.allOf(Seen.class);
    }
    return switch (other.sending.ending()) {
      case FIN -> EnumSet.of(Seen.FIN);
      case RESET -> EnumSet.of(Seen.RESET);
      case CLOSE -> sending.saysNothing() ? EnumSet.of(Seen.FIN) : EnumSet.of(Seen.FIN, Seen.RESET);
    };
  }
}
