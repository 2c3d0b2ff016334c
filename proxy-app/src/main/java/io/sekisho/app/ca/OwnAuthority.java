package io.sekisho.app.ca;

import io.sekisho.app.ca.AuthorityFileFault.Part;
import io.sekisho.proxy.ca.AuthorityFault;
import io.sekisho.proxy.ca.Certificates;
import io.sekisho.proxy.ca.NewRoot;
import io.sekisho.proxy.ca.PrivateKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory of the roots that {@code sekisho ca} made, each a pair of files with a number: the
 * encrypted key, and the certificates. The newest counts. A key is there before its certificates,
 * which appear as a whole, so that nobody ever finds half of a root; no file is ever overwritten.
 */
public record OwnAuthority(Path directory) {
  private static final Pattern NAME = Pattern.compile("root-([1-9][0-9]{0,5})\\.(?:key|pem)");
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  /** The two files of one root. */
  public record Entry(Path key, Path certificates) {}

  private Entry entry(int number) {
    return new Entry(
        directory.resolve("root-" + number + ".key"), directory.resolve("root-" + number + ".pem"));
  }

  /** The root that counts. */
  public Entry newest() throws AuthorityFileFault {
    return find()
        .orElseThrow(
            () ->
                new AuthorityFileFault(
                    Part.PRIVATE_KEY,
                    directory,
                    "has no certificate authority; make one with sekisho ca init"));
  }

  /** The root that counts, if there is any. */
  public Optional<Entry> find() throws AuthorityFileFault {
    return numbers().stream()
        .sorted(Comparator.reverseOrder())
        .map(this::entry)
        .filter(entry -> Files.exists(entry.certificates()) && Files.exists(entry.key()))
        .findFirst();
  }

  /** Numbers that are taken, also by a root that was never finished. */
  private List<Integer> numbers() throws AuthorityFileFault {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> NAME.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::matches)
          .map(matcher -> Integer.valueOf(matcher.group(1)))
          .toList();
    } catch (IOException e) {
      throw new AuthorityFileFault(Part.PRIVATE_KEY, directory, "cannot be read");
    }
  }

  /**
   * Adds a root, which counts from now on.
   *
   * @param passphrase not empty
   */
  public Entry add(NewRoot root, char[] passphrase)
      throws IOException, AuthorityFault, AuthorityFileFault {
    String key = PrivateKeys.encrypted(root.key(), passphrase);
    String certificates =
        root.certificates().stream().map(Certificates::pem).collect(Collectors.joining());
    createDirectory();
    Entry entry = entry(numbers().stream().mapToInt(number -> number).max().orElse(0) + 1);
    write(entry.key(), "rw-------", key);
    Path unfinished = directory.resolve(entry.certificates().getFileName() + ".new");
    write(unfinished, "rw-r--r--", certificates);
    Files.move(unfinished, entry.certificates(), StandardCopyOption.ATOMIC_MOVE);
    return entry;
  }

  private void createDirectory() throws IOException {
    List<Path> made = new ArrayList<>();
    for (Path path = directory; path != null && !Files.exists(path); path = path.getParent()) {
      made.add(path);
    }
    Files.createDirectories(directory, attributes(directory, "rwx------"));
    for (int i = made.size() - 1; i >= 0; i--) {
      giveToOwnerOfParent(made.get(i));
    }
  }

  private static void write(Path file, String mode, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, NEW, attributes(file, mode))) {
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    giveToOwnerOfParent(file);
  }

  /** So that root can make an authority for a service that runs as somebody else. */
  private static void giveToOwnerOfParent(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent != null && !Files.getOwner(parent).equals(Files.getOwner(file))) {
      Files.setOwner(file, Files.getOwner(parent));
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String mode) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
