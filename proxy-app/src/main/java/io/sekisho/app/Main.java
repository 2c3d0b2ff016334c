package io.sekisho.app;

import io.sekisho.app.cli.Program;

/** Where the program begins. */
public final class Main {
  private static final int FAULT = 2;

  private Main() {}

  public static void main(String[] arguments) {
    tellNetty();
    Program program = new Program(arguments);
    if (program.serves()) {
      HeapShrinking.begin();
    }
    try {
      System.exit(program.execute(Wiring::launch));
    } catch (LinkageError e) {
      jarLost(e);
    }
  }

  /** Its events for the flight recorder, which nobody asks for here, take a tenth of a start. */
  private static void tellNetty() {
    System.getProperties().putIfAbsent("io.netty.jfr.enabled", "false");
  }

  /** The jar was changed while the program ran, whose threads would keep a half of it alive. */
  private static void jarLost(LinkageError error) {
    System.err.println("sekisho: a part of the program is gone: " + error.getMessage());
    Runtime.getRuntime().halt(FAULT);
  }
}
