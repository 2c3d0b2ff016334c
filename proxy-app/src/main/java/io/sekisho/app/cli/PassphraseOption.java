package io.sekisho.app.cli;

import io.sekisho.app.ca.AuthorityFileFault;
import io.sekisho.app.ca.AuthorityLoader;
import io.sekisho.app.ca.AuthoritySettings;
import java.io.Console;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The passphrase of the authority's key: from a file, else from whoever sits at the console. */
final class PassphraseOption {
  private static final int SHORTEST = 12;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "A file with the passphrase of the key on its first line; without it"
              + " ca.passphrase-file counts, and else the console is asked.")
  private @Nullable Path file;

  /** Of a key that is there. */
  char[] known(AuthoritySettings settings) throws UsageFault, AuthorityFileFault {
    Path named = file == null ? settings.passphraseFile() : file;
    return named == null
        ? asked(console().readPassword("Passphrase: "))
        : AuthorityLoader.passphrase(named);
  }

  /** For a key that is about to be made. */
  char[] chosen(AuthoritySettings settings) throws UsageFault, AuthorityFileFault {
    Path named = file == null ? settings.passphraseFile() : file;
    char[] passphrase = named == null ? chosenAtConsole() : AuthorityLoader.passphrase(named);
    if (passphrase.length < SHORTEST) {
      throw new UsageFault("the passphrase has fewer than " + SHORTEST + " characters");
    }
    return passphrase;
  }

  private static char[] chosenAtConsole() throws UsageFault {
    char[] first = asked(console().readPassword("Passphrase for the key: "));
    char[] again = asked(console().readPassword("Once more: "));
    if (!Arrays.equals(first, again)) {
      throw new UsageFault("the two differ");
    }
    return first;
  }

  /** From Java 22 on there is one without a terminal too, and then nobody answers. */
  @SuppressWarnings("SystemConsoleNull")
  private static Console console() throws UsageFault {
    Console console = System.console();
    if (console == null) {
      throw new UsageFault(
          "there is no passphrase: set ca.passphrase-file, or give --passphrase-file");
    }
    return console;
  }

  private static char[] asked(char @Nullable [] answer) throws UsageFault {
    if (answer == null || answer.length == 0) {
      throw new UsageFault(
          "no passphrase was given: set ca.passphrase-file, or give --passphrase-file");
    }
    return answer;
  }
}
