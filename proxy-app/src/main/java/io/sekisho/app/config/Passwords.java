package io.sekisho.app.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files with a password on their first line, so that it stands in no configuration. */
final class Passwords {
  private static final int MAX_FILE_SIZE = 4096;

  private Passwords() {}

  static String read(Path file) throws BadValue {
    String password = firstLine(file);
    if (password.isEmpty()) {
      throw new BadValue(file + " has no password on its first line");
    }
    if (password.chars().anyMatch(Character::isISOControl)) {
      throw new BadValue(file + " has a control character in its password");
    }
    return password;
  }

  /** A message of the system's could quote the contents, so none is passed on. */
  private static String firstLine(Path file) throws BadValue {
    try {
      if (!Files.isRegularFile(file) && Files.exists(file)) {
        throw new BadValue(file + " is not a file");
      }
      if (Files.size(file) > MAX_FILE_SIZE) {
        throw new BadValue(file + " is larger than 4 KiB, so it is no password file");
      }
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        String line = lines.readLine();
        return line == null ? "" : line;
      }
    } catch (NoSuchFileException e) {
      throw new BadValue(file + " does not exist");
    } catch (CharacterCodingException e) {
      throw new BadValue(file + " is not UTF-8 text");
    } catch (IOException e) {
      throw new BadValue(file + " cannot be read");
    }
  }
}
