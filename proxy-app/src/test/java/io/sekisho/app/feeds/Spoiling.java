package io.sekisho.app.feeds;

import static io.sekisho.app.feeds.Copies.GOOD;
import static io.sekisho.app.feeds.Copies.bytes;
import static io.sekisho.app.feeds.Copies.cut;
import static io.sekisho.app.feeds.Copies.gzip;
import static io.sekisho.app.feeds.Copies.lines;
import static io.sekisho.app.feeds.Copies.names;
import static io.sekisho.app.feeds.Copies.noise;
import static io.sekisho.app.feeds.Copies.zip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which the file of a feed goes bad, each with the label of the fault that it has to
 * raise; those without one have to be borne as they are.
 */
enum Spoiling {
  NO_BYTES("empty", file -> Files.write(file, new byte[0])),
  COMMENTS_ALONE("empty", file -> Files.writeString(file, "# nothing today\n".repeat(50))),
  BLANK_LINES("empty", file -> Files.writeString(file, "\n \r\n\t\n".repeat(50))),
  ERROR_PAGE("markup", file -> Files.writeString(file, "<!DOCTYPE html><title>502</title>\n")),
  CAPTIVE_PORTAL("markup", file -> Files.writeString(file, "\ufeff\r\n <html><body>Log in\n")),
  XML_FAULT("markup", file -> Files.writeString(file, "<?xml version=\"1.0\"?><Error/>\n")),
  JSON_ERROR("nothing-recognised", file -> Files.writeString(file, "{\"error\": \"limit\"}\n")),
  SENTENCE("nothing-recognised", file -> Files.writeString(file, "Too many requests today.\n")),
  SCRIPT("nothing-recognised", file -> Files.writeString(file, lines(0, 99, "var x%d = {};\n"))),
  PROGRAM("binary", file -> Files.write(file, new byte[] {0x7f, 'E', 'L', 'F', 0, 0, 0, 1})),
  NOISE("binary", file -> Files.write(file, noise(50_000))),
  UTF_16("binary", file -> Files.write(file, GOOD.getBytes(StandardCharsets.UTF_16LE))),
  PACKED_NOISE("binary", file -> Files.write(file, gzip(noise(50_000)))),
  PACKED_PAGE("markup", file -> Files.write(file, gzip(bytes("<html>\n")))),
  PACKED_AND_CUT("broken-archive", file -> Files.write(file, cut(gzip(bytes(GOOD)), 90))),
  ARCHIVE_OF_TWO("broken-archive", file -> Files.write(file, zip(bytes(GOOD), bytes(GOOD)))),
  ARCHIVE_CUT("broken-archive", file -> Files.write(file, cut(zip(bytes(GOOD)), 90))),
  PACKED_TWICE("broken-archive", file -> Files.write(file, gzip(gzip(bytes(GOOD))))),
  BOMB("too-large", file -> Files.write(file, gzip(bytes("bomb.example\n".repeat(2_000_000))))),
  CUT_WITHIN_A_LINE("cut-short", file -> Files.write(file, cut(bytes(GOOD), 81))),
  CUT_BETWEEN_LINES("cut-short", file -> Files.writeString(file, names(0, 1_500)), Format.TELLING),
  FEWER_THAN_IT_SAYS(
      "cut-short",
      file -> Files.writeString(file, names(0, 1_999) + "# entries: 2000\n"),
      Format.TELLING),
  SHRUNK("shrunk", file -> Files.writeString(file, names(0, 800) + "# entries: 800\n")),
  GROWN("grown", file -> Files.writeString(file, names(0, 20_000))),
  ONE_ENTRY_OVER_AND_OVER(
      "grown", file -> Files.writeString(file, "n0.example\n".repeat(1_000_000))),
  OTHER_FORMAT("nothing-recognised", file -> Files.writeString(file, lines(0, 2_000, "n%d A .\n"))),
  CSV_INSTEAD(
      "nothing-recognised",
      file -> Files.writeString(file, lines(0, 2_000, "\"7\",\"n%d.example\",\"online\"\n"))),
  A_MILLION_BAD_LINES(
      "nothing-recognised", file -> Files.writeString(file, "a b c\n".repeat(1_000_000))),
  MOSTLY_BAD_LINES(
      "mostly-rejected",
      file -> Files.writeString(file, lines(0, 2_000, "n%1$d.example\na b\nc %1$d\n"))),
  ONE_ENDLESS_LINE("nothing-recognised", file -> Files.write(file, line(10 << 20))),
  PRIVATE_ADDRESSES(
      "empty", file -> Files.writeString(file, lines(0, 200, "10.0.0.%1$d\n192.168.0.%1$d\n"))),
  THE_WHOLE_INTERNET("empty", file -> Files.writeString(file, "0.0.0.0/0\n::/0\n128.0.0.0/1\n")),
  A_TOP_LEVEL_DOMAIN("canary-listed", file -> Files.writeString(file, GOOD + "*.com\n")),
  THE_CLEAN_PROBE(
      "canary-listed", file -> Files.writeString(file, GOOD + "clean-test.sekisho.invalid\n")),
  OUR_OWN_NAME("canary-listed", file -> Files.writeString(file, GOOD + "own.example.org\n")),
  ABOVE_OUR_OWN_NAME("canary-listed", file -> Files.writeString(file, GOOD + "example.org\n")),
  ALL_EXPIRED(
      "expired",
      file -> Files.writeString(file, lines(0, 2_000, "n%d.example 2026-01-01T00:00:00Z\n")),
      Format.TELLING_WITHOUT_COUNT),
  WITHDRAWN(
      "deprecated",
      file -> Files.writeString(file, "# deprecated on 2025-01-03\n"),
      Format.TELLING_WITHOUT_COUNT),
  VANISHED("missing", Files::delete),
  DANGLING_LINK("missing", file -> link(file, file.resolveSibling("nowhere"))),
  LINK_TO_ITSELF("unreadable", file -> link(file, file)),
  A_DIRECTORY_IN_ITS_PLACE("unreadable", file -> Files.createDirectory(deleted(file))),
  FORBIDDEN(
      "unreadable",
      file -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"))),

  DOUBLED(null, file -> Files.writeString(file, GOOD + GOOD)),
  IN_REVERSE(
      null, file -> Files.writeString(file, lines(-1_999, 1, "n%d.example\n").replace("-", ""))),
  WITH_CONFLICT_MARKERS(
      null, file -> Files.writeString(file, "<<<<<<< HEAD\n" + GOOD + "=======\n>>>>>>> x\n")),
  LINE_ENDS_OF_OTHERS(null, file -> Files.writeString(file, GOOD.replace("\n", "\r"))),
  THIS_NETWORK(null, file -> Files.writeString(file, "0.0.0.0/8\n" + GOOD)),
  AN_ENDLESS_LINE_AMONG_GOOD_ONES(
      null, file -> Files.write(file, concat(bytes(GOOD), line(10 << 20)))),
  ENDS_IN_A_THOUSAND_YEARS(
      null,
      file -> Files.writeString(file, lines(0, 2_000, "n%d.example 3026-01-01T00:00:00Z\n")),
      Format.TELLING_WITHOUT_COUNT);

  /** How the feed is read, and what its good copy says. */
  enum Format {
    DOMAINS,
    TELLING,
    /** The good copy does not say how many entries it has. */
    TELLING_WITHOUT_COUNT
  }

  private final @Nullable String fault;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Change change;

  private final Format format;

  /** Spoils a file that holds the good copy. */
  @FunctionalInterface
  private interface Change {
    void befall(Path file) throws IOException;
  }

  Spoiling(@Nullable String fault, Change change) {
    this(fault, change, Format.DOMAINS);
  }

  Spoiling(@Nullable String fault, Change change, Format format) {
    this.fault = fault;
    this.change = change;
    this.format = format;
  }

  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  Format format() {
    return format;
  }

  String good() {
    return format == Format.TELLING_WITHOUT_COUNT ? names(0, Copies.NAMES) : GOOD;
  }

  void befall(Path file) throws IOException {
    change.befall(file);
  }

  /** Whether there are bytes of a bad copy that can be looked at. */
  boolean leavesBytes() {
    return switch (this) {
      case VANISHED, DANGLING_LINK, LINK_TO_ITSELF, A_DIRECTORY_IN_ITS_PLACE, FORBIDDEN -> false;
      default -> fault != null;
    };
  }

  private static Path deleted(Path file) throws IOException {
    Files.delete(file);
    return file;
  }

  private static void link(Path file, Path to) throws IOException {
    Files.createSymbolicLink(deleted(file), to);
  }

  private static byte[] line(int length) {
    return bytes("x".repeat(length));
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
