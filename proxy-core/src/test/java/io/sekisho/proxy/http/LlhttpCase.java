package io.sekisho.proxy.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One case of llhttp's tests: a Markdown section with a message in an http fence and the parser's
 * log in a log fence.
 *
 * @param type what is parsed, and with which leniency
 * @param wire what is received, a character for each byte
 * @param error the log's error; empty where it has none
 * @param complete how many messages the log says are complete
 * @param bodyBytes the length of all bodies in the log together
 */
public record LlhttpCase(
    String title, String type, String wire, String error, int complete, int bodyBytes) {
  private static final Pattern CASE =
      Pattern.compile(
          "<!-- meta=(\\{[^\\n]*\\}) -->\\s*```http\\n(.*?)\\n?```\\s*(?:.*?)```log\\n(.*?)```",
          Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile("\"type\": ?\"([a-z-]+)\"");
  private static final Pattern ERROR = Pattern.compile("error code=\\d+ reason=\"(.*)\"");
  private static final Pattern COMPLETE = Pattern.compile("message complete");
  private static final Pattern BODY = Pattern.compile("len=(\\d+) span\\[body\\]");
  private static final Pattern HEX = Pattern.compile("\\\\x([0-9a-fA-F]{2})");

  /** Every case of every file in the folder of data that others published; none without it. */
  public static List<LlhttpCase> all() throws IOException {
    Path folder = Path.of(System.getProperty("sekisho.data", "absent"), "http", "llhttp");
    List<LlhttpCase> cases = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          cases.addAll(in(file));
        }
      }
    }
    return cases;
  }

  /** Every case of a file that has the bodies of its messages in its log. */
  private static List<LlhttpCase> in(Path file) throws IOException {
    String markdown = Files.readString(file).replace("\r\n", "\n");
    List<LlhttpCase> cases = new ArrayList<>();
    Matcher found = CASE.matcher(markdown);
    while (found.find()) {
      if (!found.group(1).contains("skipBody")) {
        String title = file.getFileName() + ": " + heading(markdown, found.start());
        cases.add(of(title, found.group(1), found.group(2), found.group(3)));
      }
    }
    return cases;
  }

  private static LlhttpCase of(String title, String meta, String http, String log) {
    return new LlhttpCase(
        title,
        firstGroup(TYPE, meta),
        wire(http),
        firstGroup(ERROR, log),
        (int) COMPLETE.matcher(log).results().count(),
        BODY.matcher(log).results().mapToInt(len -> Integer.parseInt(len.group(1))).sum());
  }

  /** The bytes that a fence stands for: lines end in CR LF, and C escapes in what they name. */
  private static String wire(String fence) {
    String text =
        fence
            .replace("\\\n", "")
            .replace("\n", "\r\n")
            .replace("\\r", "\r")
            .replace("\\n", "\n")
            .replace("\\t", "\t")
            .replace("\\f", "\f");
    return HEX.matcher(text)
        .replaceAll(
            hex ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
  }

  private static String heading(String markdown, int before) {
    int start = markdown.lastIndexOf("\n#", before);
    return markdown.substring(start + 1, markdown.indexOf('\n', start + 1));
  }

  private static String firstGroup(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  public boolean isRequest() {
    return type.startsWith("request");
  }

  public boolean isLenient() {
    return type.contains("lenient");
  }

  /** The log stops because the connection changes protocol, which is no fault. */
  public boolean pausesForUpgrade() {
    return error.startsWith("Pause on");
  }

  public boolean isFaulty() {
    return !error.isEmpty() && !pausesForUpgrade();
  }

  @Override
  public String toString() {
    return title;
  }
}
