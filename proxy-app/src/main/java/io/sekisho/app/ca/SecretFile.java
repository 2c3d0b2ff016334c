package io.sekisho.app.ca;

import io.sekisho.app.ca.AuthorityFileFault.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * A file that only the process should be able to read. That its group may is allowed: where an
 * access control list lets a service read a credential, it looks like that.
 */
record SecretFile(Part part, Path path) {
  private static final long MAX_SIZE = 1 << 20;

  /** Its contents; a message of the system's could quote them, so none is passed on. */
  byte[] read() throws AuthorityFileFault {
    byte[] contents = contents(part, path);
    checkMode();
    return contents;
  }

  /** The text on its first line. */
  char[] firstLine() throws AuthorityFileFault {
    String text = new String(read(), StandardCharsets.UTF_8);
    String line = text.lines().findFirst().orElse("");
    if (line.isEmpty()) {
      throw new AuthorityFileFault(part, path, "has nothing on its first line");
    }
    return line.toCharArray();
  }

  /** Of a file that may be public. */
  static byte[] contents(Part part, Path path) throws AuthorityFileFault {
    try {
      if (!Files.exists(path)) {
        throw new AuthorityFileFault(part, path, "does not exist");
      }
      if (!Files.isRegularFile(path) || Files.size(path) > MAX_SIZE) {
        throw new AuthorityFileFault(part, path, "is not a file of up to 1 MiB");
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new AuthorityFileFault(part, path, "does not exist");
    } catch (AccessDeniedException e) {
      throw new AuthorityFileFault(part, path, "may not be read by this user");
    } catch (IOException e) {
      throw new AuthorityFileFault(part, path, "cannot be read");
    }
  }

  private void checkMode() throws AuthorityFileFault {
    try {
      boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
      if (posix && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)) {
        throw new AuthorityFileFault(part, path, "may be read by everybody; chmod 0600");
      }
    } catch (IOException e) {
      throw new AuthorityFileFault(part, path, "has no readable mode");
    }
  }
}
