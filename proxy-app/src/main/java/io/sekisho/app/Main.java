package io.sekisho.app;

import io.sekisho.app.cli.SekishoCommand;

/** Where the program begins. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(SekishoCommand.with(Wiring::launch).execute(arguments));
  }
}
