package io.sekisho.app.feeds.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * A file with a secret on its first line, which not everybody may be able to read. That its group
 * may is allowed: where an access control list lets a service read a credential, it looks like
 * that.
 */
public record SecretFile(Path path) {
  private static final int MAX_SIZE = 4096;

  /** The secret; no message quotes anything of it. */
  public String read() throws IOException {
    String secret = firstLine();
    if (secret.isBlank()) {
      throw new IOException(path + " has nothing on its first line");
    }
    if (secret.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IOException(path + " has a character in its secret that no header can have");
    }
    return secret;
  }

  /** Whether it can be read, and who else can. */
  public void check() throws IOException {
    String unused = read();
  }

  private String firstLine() throws IOException {
    try {
      checkAttributes();
      try (BufferedReader lines = Files.newBufferedReader(path)) {
        String line = lines.readLine();
        return line == null ? "" : line.strip();
      }
    } catch (NoSuchFileException e) {
      throw new IOException(path + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IOException(path + " may not be read by this user", e);
    } catch (CharacterCodingException e) {
      throw new IOException(path + " is not text", e);
    }
  }

  private void checkAttributes() throws IOException {
    if (!Files.isRegularFile(path) && Files.exists(path)) {
      throw new IOException(path + " is not a file");
    }
    if (Files.size(path) > MAX_SIZE) {
      throw new IOException(path + " is larger than 4 KiB, so it holds no secret");
    }
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    if (posix && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)) {
      throw new IOException(path + " may be read by everybody; chmod 0600");
    }
  }
}
